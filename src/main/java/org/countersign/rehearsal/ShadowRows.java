package org.countersign.rehearsal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.OversightLevel;
import org.countersign.rehearsal.BackTestReport.VersionPair;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of shadows. Counts are added to, never set, so that nodes do not overwrite each other's. */
@Component
class ShadowRows {

    static final int MOST_DIFFERENCES = 200;

    /** A shadow that runs, with what it takes to run it. */
    record Running(String id, String useCase, String ruleSet, String policy, String rules) {}

    /** A difference, and when the decision was made. */
    record Difference(ChangedCase changed, Instant at) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ShadowRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(String id, Candidate candidate, String person, Instant at) {
        jdbc.sql("""
                insert into shadow (id, use_case, running_for, candidate, rule_set, policy, rules, started_by,
                                    started_at, dropped, failed)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)""")
                .params(
                        id,
                        candidate.useCase(),
                        candidate.useCase(),
                        candidate.name(),
                        candidate.version(),
                        candidate.policy().version(),
                        candidate.rules().text(),
                        person,
                        at.atOffset(ZoneOffset.UTC))
                .update();
        var zeros = new ArrayList<Object[]>();
        for (var cell : new LevelCounts().matrix().cells()) {
            zeros.add(new Object[] {id, cell.before().name(), cell.after().name()});
        }
        batches.batchUpdate(
                "insert into shadow_count (shadow_id, before_level, after_level, n) values (?, ?, ?, 0)", zeros);
    }

    boolean stop(String id, String person, Instant at) {
        return jdbc.sql("""
                update shadow set running_for = null, stopped_by = ?, stopped_at = ?
                where id = ? and running_for is not null""").params(person, at.atOffset(ZoneOffset.UTC), id).update() == 1;
    }

    List<Running> running() {
        return jdbc.sql("select id, use_case, rule_set, policy, rules from shadow where running_for is not null")
                .query(Running.class)
                .list();
    }

    Optional<ShadowRun> latest(String useCase) {
        return jdbc.sql("select * from shadow where use_case = ? order by id desc limit 1")
                .param(useCase)
                .query((row, i) -> read(row, matrix(row.getString("id"))))
                .optional();
    }

    /** In the order of the levels, so that two nodes never wait for each other in a circle. */
    void count(String id, LevelMatrix seen, long dropped, long failed) {
        for (var cell : seen.cells()) {
            if (cell.decisions() > 0) {
                jdbc.sql("""
                        update shadow_count set n = n + ?
                        where shadow_id = ? and before_level = ? and after_level = ?""")
                        .params(
                                cell.decisions(),
                                id,
                                cell.before().name(),
                                cell.after().name())
                        .update();
            }
        }
        if (dropped > 0 || failed > 0) {
            jdbc.sql("update shadow set dropped = dropped + ?, failed = failed + ? where id = ?")
                    .params(dropped, failed, id)
                    .update();
        }
    }

    /** Keeps the newest. */
    void differences(String id, Collection<Difference> found) {
        if (found.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                """
                insert into shadow_difference (shadow_id, decision_id, before_level, after_level, because, decided_at)
                values (?, ?, ?, ?, ?, ?)""",
                found.stream()
                        .map(d -> new Object[] {
                            id,
                            d.changed().decisionId(),
                            d.changed().before().name(),
                            d.changed().after().name(),
                            d.changed().because(),
                            d.at().atOffset(ZoneOffset.UTC)
                        })
                        .toList());
        jdbc.sql("""
                delete from shadow_difference where shadow_id = :id and decided_at < (
                    select min(decided_at) from (
                        select decided_at from shadow_difference where shadow_id = :id
                        order by decided_at desc limit :most) newest)""").param("id", id).param("most", MOST_DIFFERENCES).update();
    }

    List<ChangedCase> differences(String id, int limit) {
        return jdbc.sql("""
                select decision_id, before_level, after_level, because from shadow_difference
                where shadow_id = ? order by decided_at desc, decision_id desc limit ?""")
                .params(id, Math.min(limit, MOST_DIFFERENCES))
                .query((row, i) -> new ChangedCase(
                        row.getString("decision_id"),
                        OversightLevel.valueOf(row.getString("before_level")),
                        OversightLevel.valueOf(row.getString("after_level")),
                        row.getString("because")))
                .list();
    }

    private LevelMatrix matrix(String id) {
        var counts = new LevelCounts();
        jdbc.sql("select before_level, after_level, n from shadow_count where shadow_id = ?")
                .param(id)
                .query(row -> {
                    counts.add(
                            OversightLevel.valueOf(row.getString("before_level")),
                            OversightLevel.valueOf(row.getString("after_level")),
                            row.getLong("n"));
                });
        return counts.matrix();
    }

    private static ShadowRun read(ResultSet row, LevelMatrix levels) throws SQLException {
        return new ShadowRun(
                row.getString("id"),
                row.getString("use_case"),
                row.getString("candidate"),
                new VersionPair(row.getString("policy"), row.getString("rule_set")),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("stopped_by"),
                instant(row.getObject("stopped_at", OffsetDateTime.class)),
                levels,
                row.getLong("dropped"),
                row.getLong("failed"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
