package org.countersign.assurance;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.countersign.assurance.Guard.Seen;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The lock of any number of nodes on one PostgreSQL. An advisory lock, because row locks are not fair: {@code for share}
 * overtakes a waiting {@code for update} as long as others share the row.
 */
final class PostgresLock implements ScopeLock {

    /** Two statements in one trip: the second gets its own snapshot, taken when the first has its locks. */
    private static final String SHARED_READ = """
            select pg_advisory_xact_lock_shared(hashtextextended('countersign stop *', 0)),
                   pg_advisory_xact_lock_shared(hashtextextended('countersign stop ' || ?, 0));
            """ + READ;

    private final JdbcTemplate jdbc;

    PostgresLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Seen sharedRead(String useCase) {
        return jdbc.execute(SHARED_READ, (PreparedStatement statement) -> {
            statement.setString(1, useCase);
            ScopeLock.bind(statement, 2, useCase);
            statement.execute();
            return second(statement);
        });
    }

    private static Seen second(PreparedStatement statement) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new SQLException("The stop switch was not read.");
        }
        try (var rows = statement.getResultSet()) {
            return ScopeLock.seen(rows);
        }
    }

    @Override
    public void exclusive(String scope) {
        jdbc.query("select pg_advisory_xact_lock(hashtextextended('countersign stop ' || ?, 0))", row -> {}, scope);
    }
}
