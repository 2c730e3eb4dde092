package org.countersign.rehearsal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.OversightLevel;
import org.countersign.rehearsal.BackTestReport.VersionPair;
import org.countersign.rehearsal.BackTestRun.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of back-tests. */
@Component
class BackTestRows {

    /** A node that lives says so far more often. */
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private static final String LIVE = "state in ('QUEUED', 'RUNNING')";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    BackTestRows(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    void insert(String id, Candidate candidate, VersionPair baseline, Instant from, Instant to, String person) {
        jdbc.sql("""
                insert into back_test (id, use_case, candidate, rule_set, policy, baseline_rule_set, baseline_policy,
                                       period_from, period_to, state, done, total, started_by, started_at, heartbeat)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, 0, ?, ?, ?)""")
                .params(
                        id,
                        candidate.useCase(),
                        candidate.name(),
                        candidate.version(),
                        candidate.policy().version(),
                        baseline.ruleSet(),
                        baseline.policy(),
                        from.atOffset(ZoneOffset.UTC),
                        to.atOffset(ZoneOffset.UTC),
                        person,
                        now(),
                        now())
                .update();
    }

    /** False when it was cancelled meanwhile; so with the other changes of state. */
    boolean running(String id, long total) {
        return jdbc.sql("update back_test set state = 'RUNNING', total = ? where id = ? and state = 'QUEUED'")
                        .params(total, id)
                        .update()
                == 1;
    }

    boolean progress(String id, long done) {
        return jdbc.sql("update back_test set done = ? where id = ? and state = 'RUNNING'")
                        .params(done, id)
                        .update()
                == 1;
    }

    /** Says for all runs of this node that it lives; another may begin meanwhile, so it counts them once. */
    void beat(Collection<String> living) {
        var ids = List.copyOf(living);
        if (!ids.isEmpty()) {
            jdbc.sql("update back_test set heartbeat = :now where id in (:ids) and " + LIVE)
                    .param("now", now())
                    .param("ids", ids)
                    .update();
        }
    }

    void done(String id, long done, String report, String digest) {
        jdbc.sql("update back_test set state = 'DONE', done = ?, report = ?, digest = ?, ended_at = ? where id = ? and "
                        + LIVE)
                .params(done, report, digest, now(), id)
                .update();
    }

    boolean ended(String id, State state, @Nullable String failure) {
        return jdbc.sql("update back_test set state = ?, failure = ?, ended_at = ? where id = ? and " + LIVE)
                        .params(state.name(), failure, now(), id)
                        .update()
                == 1;
    }

    void changes(String id, int position, List<ChangedCase> changed) {
        var rows = new ArrayList<Object[]>();
        for (var c : changed) {
            rows.add(new Object[] {
                id,
                position + rows.size(),
                c.decisionId(),
                c.before().name(),
                c.after().name(),
                c.because()
            });
        }
        if (!rows.isEmpty()) {
            batches.batchUpdate("""
                    insert into back_test_change (back_test_id, position, decision_id, before_level, after_level, because)
                    values (?, ?, ?, ?, ?, ?)""", rows);
        }
    }

    List<ChangedCase> changes(String id, int offset, int limit) {
        return jdbc.sql("""
                select decision_id, before_level, after_level, because from back_test_change
                where back_test_id = ? and position >= ? order by position limit ?""")
                .params(id, offset, limit)
                .query((row, i) -> new ChangedCase(
                        row.getString("decision_id"),
                        OversightLevel.valueOf(row.getString("before_level")),
                        OversightLevel.valueOf(row.getString("after_level")),
                        row.getString("because")))
                .list();
    }

    long countChanges(String id) {
        return jdbc.sql("select count(*) from back_test_change where back_test_id = ?")
                .param(id)
                .query(Long.class)
                .single();
    }

    Optional<BackTestRun> find(String useCase, String id) {
        return jdbc.sql("select * from back_test where use_case = ? and id = ?")
                .params(useCase, id)
                .query((row, i) -> read(row))
                .optional();
    }

    List<BackTestRun> list(String useCase) {
        return jdbc.sql("select * from back_test where use_case = ? order by id desc limit 50")
                .param(useCase)
                .query((row, i) -> read(row))
                .list();
    }

    Optional<String> report(String id) {
        return jdbc.sql("select report from back_test where id = ? and report is not null")
                .param(id)
                .query(String.class)
                .optional();
    }

    private BackTestRun read(ResultSet row) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new BackTestRun(
                row.getString("id"),
                row.getString("use_case"),
                row.getString("candidate"),
                new VersionPair(row.getString("policy"), row.getString("rule_set")),
                new VersionPair(row.getString("baseline_policy"), row.getString("baseline_rule_set")),
                row.getObject("period_from", OffsetDateTime.class).toInstant(),
                row.getObject("period_to", OffsetDateTime.class).toInstant(),
                state(row),
                row.getLong("done"),
                row.getLong("total"),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("failure"),
                row.getString("digest"));
    }

    private State state(ResultSet row) throws SQLException {
        var state = State.valueOf(row.getString("state"));
        var silent = row.getObject("heartbeat", OffsetDateTime.class).isBefore(now().minus(SILENCE));
        return silent && (state == State.QUEUED || state == State.RUNNING) ? State.INTERRUPTED : state;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
