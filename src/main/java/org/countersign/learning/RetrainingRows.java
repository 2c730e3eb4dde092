package org.countersign.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.learning.Retraining.Cause;
import org.countersign.learning.Retraining.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of retrainings. */
@Component
class RetrainingRows {

    private static final int LONGEST_WHY = 1000;

    private final JdbcClient jdbc;

    RetrainingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Retraining r) {
        var why = r.why().length() <= LONGEST_WHY ? r.why() : r.why().substring(0, LONGEST_WHY);
        jdbc.sql("""
                insert into retraining (id, use_case, running_for, cause, why, started_by, started_at, state)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        r.id(),
                        r.useCase(),
                        r.useCase(),
                        r.cause().name(),
                        why,
                        r.startedBy(),
                        r.startedAt().atOffset(ZoneOffset.UTC),
                        r.state().name())
                .update();
    }

    void awaitsApproval(String id) {
        jdbc.sql("update retraining set state = ? where id = ?")
                .params(State.AWAITING_APPROVAL.name(), id)
                .update();
    }

    void ended(String id, State state, @Nullable String by, @Nullable String reason, Instant at) {
        jdbc.sql("""
                update retraining set state = ?, decided_by = ?, reason = ?, ended_at = ?, running_for = null
                where id = ?""")
                .params(state.name(), by, reason, at.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** One whose training has failed for good is under way no more. */
    void endFailed(String useCase, Instant at) {
        jdbc.sql("""
                update retraining set state = 'FAILED', ended_at = ?, running_for = null
                where running_for = ? and state = 'TRAINING'
                  and exists (select 1 from training_run t where t.id = retraining.id and t.state = 'FAILED')""").params(at.atOffset(ZoneOffset.UTC), useCase).update();
    }

    Optional<Retraining> underWay(String useCase) {
        return jdbc.sql("select * from retraining where running_for = ?")
                .param(useCase)
                .query(RetrainingRows::read)
                .optional();
    }

    Optional<Retraining> find(String id) {
        return jdbc.sql("select * from retraining where id = ?")
                .param(id)
                .query(RetrainingRows::read)
                .optional();
    }

    List<Retraining> list(String useCase) {
        return jdbc.sql("select * from retraining where use_case = ? order by id desc limit 100")
                .param(useCase)
                .query(RetrainingRows::read)
                .list();
    }

    private static Retraining read(ResultSet row, int index) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Retraining(
                row.getString("id"),
                row.getString("use_case"),
                Cause.valueOf(row.getString("cause")),
                row.getString("why"),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                row.getString("decided_by"),
                row.getString("reason"),
                ended == null ? null : ended.toInstant());
    }
}
