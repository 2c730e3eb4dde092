package org.countersign.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.Insertion;
import org.countersign.decision.LedgerJson;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of the watch for drift. */
@Component
class DriftRows {

    /**
     * How far the decisions of a use case were read.
     *
     * @param owed why a retraining is still to be started; null when none is
     */
    record Reading(String readTo, @Nullable String owed) {}

    private final JdbcClient jdbc;
    private final Insertion insertion;

    DriftRows(JdbcClient jdbc, Insertion insertion) {
        this.jdbc = jdbc;
        this.insertion = insertion;
    }

    Optional<Reading> reading(String useCase) {
        return jdbc.sql("select read_to, owed from drift_reading where use_case = ?")
                .param(useCase)
                .query((row, i) -> new Reading(row.getString("read_to"), row.getString("owed")))
                .optional();
    }

    /** From the newest decision on: what came before the watch is not told of. */
    void begin(String useCase) {
        insertion.done(() -> jdbc.sql("""
                insert into drift_reading (use_case, read_to)
                select ?, coalesce(max(id), '') from (
                  select id from decision where use_case = ? order by use_case desc, id desc limit 1) newest""").params(useCase, useCase).update());
    }

    /** Keeps other nodes out until the transaction ends. */
    Reading lock(String useCase) {
        return jdbc.sql("select read_to, owed from drift_reading where use_case = ? for update")
                .param(useCase)
                .query((row, i) -> new Reading(row.getString("read_to"), row.getString("owed")))
                .single();
    }

    void update(String useCase, Reading reading) {
        jdbc.sql("update drift_reading set read_to = ?, owed = ? where use_case = ?")
                .params(reading.readTo(), reading.owed(), useCase)
                .update();
    }

    /** Those that decide most first. */
    List<DriftWatch> list(String useCase) {
        return jdbc.sql("select * from drift_watch where use_case = ? order by seen desc, model")
                .param(useCase)
                .query(DriftRows::read)
                .list();
    }

    void save(String useCase, DriftWatch watch) {
        delete(useCase, watch.model());
        jdbc.sql("""
                insert into drift_watch (use_case, model, seen, after_id, until_id, window_id, gathered, looked, look, change)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        useCase,
                        watch.model(),
                        watch.seen(),
                        watch.afterId(),
                        watch.untilId(),
                        watch.windowId(),
                        watch.gathered(),
                        watch.looked(),
                        json(watch.look()),
                        json(watch.change()))
                .update();
    }

    void delete(String useCase, String model) {
        jdbc.sql("delete from drift_watch where use_case = ? and model = ?")
                .params(useCase, model)
                .update();
    }

    private static @Nullable String json(@Nullable Drift drift) {
        return drift == null ? null : LedgerJson.write(drift);
    }

    private static DriftWatch read(ResultSet row, int index) throws SQLException {
        return new DriftWatch(
                row.getString("model"),
                row.getLong("seen"),
                row.getString("after_id"),
                row.getString("until_id"),
                row.getString("window_id"),
                row.getInt("gathered"),
                row.getInt("looked"),
                drift(row.getString("look")),
                drift(row.getString("change")));
    }

    private static @Nullable Drift drift(@Nullable String json) {
        return json == null ? null : LedgerJson.read(json, Drift.class);
    }
}
