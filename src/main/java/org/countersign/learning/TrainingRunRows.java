package org.countersign.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.LedgerJson;
import org.countersign.learning.TrainingRun.State;
import org.countersign.prediction.Learner;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of training runs. */
@Component
class TrainingRunRows {

    private final JdbcClient jdbc;

    TrainingRunRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TrainingRun run) {
        jdbc.sql("""
                insert into training_run (id, use_case, learner, state, started_by, started_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(
                        run.id(),
                        run.useCase(),
                        run.learner().name(),
                        run.state().name(),
                        run.startedBy(),
                        run.startedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A run that is tried again has not failed yet. */
    void running(String id) {
        jdbc.sql("update training_run set state = ?, failure = null, ended_at = null where id = ?")
                .params(State.RUNNING.name(), id)
                .update();
    }

    void ended(
            String id,
            State state,
            @Nullable String challenger,
            @Nullable Comparison comparison,
            @Nullable String failure,
            Instant at) {
        jdbc.sql("""
                update training_run set state = ?, challenger = ?, comparison = ?, failure = ?, ended_at = ?
                where id = ?""")
                .params(
                        state.name(),
                        challenger,
                        comparison == null ? null : LedgerJson.write(comparison),
                        failure,
                        at.atOffset(ZoneOffset.UTC),
                        id)
                .update();
    }

    Optional<TrainingRun> find(String id) {
        return jdbc.sql("select * from training_run where id = ?")
                .param(id)
                .query(TrainingRunRows::read)
                .optional();
    }

    List<TrainingRun> list(String useCase) {
        return jdbc.sql("select * from training_run where use_case = ? order by id desc limit 100")
                .param(useCase)
                .query(TrainingRunRows::read)
                .list();
    }

    private static TrainingRun read(ResultSet row, int index) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var comparison = row.getString("comparison");
        return new TrainingRun(
                row.getString("id"),
                row.getString("use_case"),
                Learner.valueOf(row.getString("learner")),
                State.valueOf(row.getString("state")),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("challenger"),
                comparison == null ? null : LedgerJson.read(comparison, Comparison.class),
                row.getString("failure"));
    }
}
