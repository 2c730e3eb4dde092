package org.countersign;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Makes one transaction of all that is done over a connection of PostgreSQL until it is closed, under a lock that ends
 * with it: each commit is but a savepoint, and each rollback goes back to the last one.
 *
 * <p>Liquibase commits a change and then that it was made. A program that is killed in between would make it again.
 */
final class OneTransaction implements InvocationHandler {

    /** Any number that no one else takes an advisory lock on. */
    private static final long KEY = 0x636f756e74657273L;

    private final Connection connection;
    private Savepoint last;

    private OneTransaction(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        try (var sql = connection.createStatement()) {
            sql.execute("select pg_advisory_xact_lock(" + KEY + ")");
        }
        last = connection.setSavepoint();
    }

    static DataSource over(DataSource dataSource) {
        return new DelegatingDataSource(dataSource) {
            @Override
            public Connection getConnection() throws SQLException {
                return (Connection) Proxy.newProxyInstance(
                        OneTransaction.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        new OneTransaction(super.getConnection()));
            }
        };
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var name = method.getName();
        if (name.equals("commit")) {
            connection.releaseSavepoint(last);
            last = connection.setSavepoint();
        } else if (name.equals("rollback") && arguments == null) {
            connection.rollback(last);
        } else if (name.equals("close")) {
            close();
        } else if (!name.equals("setAutoCommit")) {
            return pass(method, arguments);
        }
        return null;
    }

    private void close() throws SQLException {
        if (!connection.isClosed()) {
            try (connection) {
                connection.commit();
            }
        }
    }

    private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
