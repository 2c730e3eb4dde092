package org.countersign.assurance;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import org.countersign.assurance.Guard.Seen;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A lock on all decisions, or on those of one use case, held until the transaction ends. Fair: a stop that waits for the
 * decisions under way is not overtaken by newer ones, or under full load it would wait for ever.
 */
interface ScopeLock {

    String READ = """
            select scope, 0 as generation from stop_switch where use_case in (?, '*')
            union all select null, generation from guard where use_case = ?""";

    /** Shares the lock with other decisions, and reads what holds once it has it: one trip to the database. */
    Seen sharedRead(String useCase);

    /** Takes the lock of a use case, or of all ({@link StopSwitch#ALL}), for itself alone. */
    void exclusive(String scope);

    static Seen read(JdbcTemplate jdbc, String useCase) {
        return jdbc.query(
                READ,
                row -> {
                    return seen(row);
                },
                useCase,
                useCase);
    }

    static void bind(PreparedStatement statement, int from, String useCase) throws SQLException {
        statement.setString(from, useCase);
        statement.setString(from + 1, useCase);
    }

    static Seen seen(ResultSet rows) throws SQLException {
        var stopped = new ArrayList<String>();
        var generation = 0L;
        while (rows.next()) {
            var scope = rows.getString(1);
            if (scope == null) {
                generation = rows.getLong(2);
            } else {
                stopped.add(scope);
            }
        }
        return new Seen(generation, stopped);
    }
}
