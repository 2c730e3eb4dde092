package org.countersign;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import liquibase.integration.spring.SpringLiquibase;
import org.countersign.decision.SoleProcess;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;

/**
 * Lets a start that was killed while it made the schema be followed by one that succeeds, and two nodes start together
 * on an empty database. Left to itself, Liquibase collides before it takes its lock, and leaves the lock behind.
 *
 * <p>On PostgreSQL all of it is one transaction. H2 commits each statement that changes the schema; there a mark tells
 * that a first start was never finished, and the next begins anew. Nobody can have been told anything yet.
 */
@Component
class SchemaAtStart implements BeanPostProcessor {

    private final Environment environment;

    SchemaAtStart(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            var dataSource = liquibase.getDataSource();
            try {
                if (isPostgres(dataSource)) {
                    liquibase.setDataSource(OneTransaction.over(dataSource));
                } else if (SoleProcess.owns(environment)) {
                    on(dataSource, SchemaAtStart::begin);
                }
            } catch (SQLException e) {
                throw new BeanCreationException(name, "The database cannot be prepared: " + e.getMessage(), e);
            }
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof SpringLiquibase liquibase) {
            try {
                if (liquibase.getDataSource() instanceof DelegatingDataSource wrapped
                        && wrapped.getTargetDataSource() != null) {
                    liquibase.setDataSource(wrapped.getTargetDataSource());
                } else if (SoleProcess.owns(environment)) {
                    on(liquibase.getDataSource(), sql -> sql.execute("drop table if exists first_start"));
                }
            } catch (SQLException e) {
                throw new BeanCreationException(name, "The schema cannot be finished: " + e.getMessage(), e);
            }
        }
        return bean;
    }

    private static void begin(Statement sql) throws SQLException {
        var unfinished = hasTable(sql, "first_start");
        if (unfinished) {
            sql.execute("drop all objects");
        }
        if (unfinished || !hasTable(sql, "%")) {
            sql.execute("create table first_start (id integer)");
        } else if (hasTable(sql, "databasechangeloglock")) {
            // left by a program that was killed: nobody else can be at work
            sql.execute("delete from databasechangeloglock");
        }
    }

    private static boolean hasTable(Statement sql, String pattern) throws SQLException {
        try (var found = sql.executeQuery("""
                select 1 from information_schema.tables
                where table_schema = current_schema and lower(table_name) like '%s'""".formatted(pattern))) {
            return found.next();
        }
    }

    private static boolean isPostgres(DataSource dataSource) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }

    private interface Work {
        void on(Statement sql) throws SQLException;
    }

    private static void on(DataSource dataSource, Work work) throws SQLException {
        try (var connection = dataSource.getConnection();
                var sql = connection.createStatement()) {
            work.on(sql);
        }
    }
}
