package org.countersign.monitoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
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

    DriftRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Reading> reading(String useCase) {
        return jdbc.sql("select read_to, owed from drift_reading where use_case = ?")
                .param(useCase)
                .query((row, i) -> new Reading(row.getString("read_to"), row.getString("owed")))
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when another node has just begun it */
    void begin(String useCase) {
        jdbc.sql("insert into drift_reading (use_case, read_to) values (?, '')")
                .param(useCase)
                .update();
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

    Optional<DriftWatch> find(String useCase, String model) {
        return jdbc.sql("select * from drift_watch where use_case = ? and model = ?")
                .params(useCase, model)
                .query(DriftRows::read)
                .optional();
    }

    /** Those that were seen last first. */
    List<DriftWatch> list(String useCase, int most) {
        return jdbc.sql("select * from drift_watch where use_case = ? order by seen_at desc, model limit ?")
                .params(useCase, most)
                .query(DriftRows::read)
                .list();
    }

    void save(String useCase, DriftWatch watch, Instant at) {
        var look = json(watch.look());
        var change = json(watch.change());
        var seen = at.atOffset(ZoneOffset.UTC);
        var updated = jdbc.sql("""
                        update drift_watch
                        set after_id = ?, until_id = ?, gathered = ?, look = ?, change = ?, seen_at = ?
                        where use_case = ? and model = ?""")
                .params(watch.afterId(), watch.untilId(), watch.gathered(), look, change, seen, useCase, watch.model())
                .update();
        if (updated == 0) {
            jdbc.sql("""
                    insert into drift_watch (use_case, model, after_id, until_id, gathered, look, change, seen_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            useCase,
                            watch.model(),
                            watch.afterId(),
                            watch.untilId(),
                            watch.gathered(),
                            look,
                            change,
                            seen)
                    .update();
        }
    }

    private static @Nullable String json(@Nullable Drift drift) {
        return drift == null ? null : LedgerJson.write(drift);
    }

    private static DriftWatch read(ResultSet row, int index) throws SQLException {
        return new DriftWatch(
                row.getString("model"),
                row.getString("after_id"),
                row.getString("until_id"),
                row.getInt("gathered"),
                drift(row.getString("look")),
                drift(row.getString("change")));
    }

    private static @Nullable Drift drift(@Nullable String json) {
        return json == null ? null : LedgerJson.read(json, Drift.class);
    }
}
