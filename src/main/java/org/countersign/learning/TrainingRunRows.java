package org.countersign.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.LedgerJson;
import org.countersign.learning.Trainer.Trained;
import org.countersign.learning.TrainingRun.Progress;
import org.countersign.learning.TrainingRun.State;
import org.countersign.prediction.Learner;
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
                        run.learner() == null ? null : run.learner().name(),
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

    void progress(String id, int done, int total) {
        jdbc.sql("update training_run set fits_done = ?, fits_total = ? where id = ?")
                .params(done, total, id)
                .update();
    }

    void done(String id, Trained trained, Instant at) {
        jdbc.sql("""
                update training_run set state = ?, learner = ?, challenger = ?, comparison = ?, contest = ?,
                                        conflicts = ?, ended_at = ?
                where id = ?""")
                .params(
                        State.DONE.name(),
                        trained.learner().name(),
                        trained.challenger(),
                        LedgerJson.write(trained.comparison()),
                        trained.candidates().isEmpty() ? null : LedgerJson.write(trained.candidates()),
                        trained.conflicts(),
                        at.atOffset(ZoneOffset.UTC),
                        id)
                .update();
    }

    void failed(String id, String failure, Instant at) {
        jdbc.sql("update training_run set state = ?, failure = ?, ended_at = ? where id = ?")
                .params(State.FAILED.name(), failure, at.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    /** When the newest run that did not fail was started. */
    Optional<Instant> lastStart(String useCase) {
        return jdbc.sql("select max(started_at) from training_run where use_case = ? and state <> 'FAILED'")
                .param(useCase)
                .query((row, i) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
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
        var learner = row.getString("learner");
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        var comparison = row.getString("comparison");
        var contest = row.getString("contest");
        var total = row.getObject("fits_total", Integer.class);
        return new TrainingRun(
                row.getString("id"),
                row.getString("use_case"),
                learner == null ? null : Learner.valueOf(learner),
                State.valueOf(row.getString("state")),
                row.getString("started_by"),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                total == null ? null : new Progress(row.getInt("fits_done"), total),
                contest == null ? null : List.of(LedgerJson.read(contest, Entrant[].class)),
                row.getObject("conflicts", Integer.class),
                row.getString("challenger"),
                comparison == null ? null : LedgerJson.read(comparison, Comparison.class),
                row.getString("failure"));
    }
}
