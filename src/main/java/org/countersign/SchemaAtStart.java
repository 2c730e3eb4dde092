package org.countersign;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.countersign.decision.SoleProcess;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Lets a start that was killed while it made the schema be followed by one that succeeds.
 *
 * <p>Liquibase's own lock is a row: it outlives a killed program, and two nodes that start on an empty database collide
 * before they take it. So a lock that ends with its session comes first, and under it Liquibase's is known to be stale.
 * H2 commits each statement that changes the schema; there a mark tells that a first start was never finished, and it
 * begins anew. Nobody can have been told anything yet.
 */
@Component
class SchemaAtStart implements BeanPostProcessor {

    /** Any number that no one else takes an advisory lock on. */
    private static final long KEY = 0x636f756e74657273L;

    private final Environment environment;
    private @Nullable Connection session;

    SchemaAtStart(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            try {
                session = open(liquibase.getDataSource());
            } catch (SQLException e) {
                throw new BeanCreationException(name, "The database cannot be prepared: " + e.getMessage(), e);
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase && session != null) {
            try (var ending = session;
                    var sql = ending.createStatement()) {
                sql.execute(
                        isPostgres(ending)
                                ? "select pg_advisory_unlock(" + KEY + ")"
                                : "drop table if exists first_start");
            } catch (SQLException e) {
                throw new BeanCreationException(name, "The schema cannot be finished: " + e.getMessage(), e);
            }
        }
        return bean;
    }

    private Connection open(DataSource dataSource) throws SQLException {
        var connection = dataSource.getConnection();
        try (var sql = connection.createStatement()) {
            if (isPostgres(connection)) {
                sql.execute("select pg_advisory_lock(" + KEY + ")");
            } else if (!SoleProcess.owns(environment)) {
                return connection;
            } else if (hasTable(sql, "first_start")) {
                sql.execute("drop all objects");
                sql.execute("create table first_start (id integer)");
            } else if (!hasTable(sql, "%")) {
                sql.execute("create table first_start (id integer)");
            }
            if (hasTable(sql, "databasechangeloglock")) {
                sql.execute("delete from databasechangeloglock");
            }
        }
        return connection;
    }

    private static boolean isPostgres(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    private static boolean hasTable(Statement sql, String pattern) throws SQLException {
        try (var found = sql.executeQuery("""
                select 1 from information_schema.tables
                where table_schema = current_schema and lower(table_name) like '%s'""".formatted(pattern))) {
            return found.next();
        }
    }
}
