package org.countersign.learning;

import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.decision.IdSource;
import org.countersign.policy.Policies;
import org.countersign.prediction.Learner;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Trains challengers on what people labelled. A run is a process instance whose work is the engine's job: it survives a
 * restart, and any node may do it.
 */
@Component
public class TrainingRuns {

    static final String PROCESS = "training";

    private final TrainingRunRows rows;
    private final Trainer trainer;
    private final Policies policies;
    private final RuntimeService engine;
    private final IdSource ids;
    private final Clock clock;

    TrainingRuns(
            TrainingRunRows rows,
            Trainer trainer,
            Policies policies,
            @Lazy RuntimeService engine,
            IdSource ids,
            Clock clock) {
        this.rows = rows;
        this.trainer = trainer;
        this.policies = policies;
        this.engine = engine;
        this.ids = ids;
        this.clock = clock;
    }

    /** Queues a run and returns at once. Without a learner, all that suit the use case compete. */
    @Transactional
    public TrainingRun start(String useCase, @Nullable Learner learner, String by) {
        var run = queued(useCase, learner, by);
        engine.startProcessInstanceByKey(PROCESS, run.id());
        return run;
    }

    /** Trains in the caller's thread and transaction; for starts, where there is nobody to wait for a job. */
    @Transactional
    public TrainingRun runNow(String useCase, @Nullable Learner learner, String by) {
        var run = queued(useCase, learner, by);
        trainer.run(run);
        return find(useCase, run.id());
    }

    TrainingRun queued(String useCase, @Nullable Learner learner, String by) {
        policies.inForce(useCase);
        var run = TrainingRun.queued(ids.next(), useCase, learner, by, clock.instant());
        rows.insert(run);
        return run;
    }

    public TrainingRun find(String useCase, String id) {
        return rows.find(id)
                .filter(run -> run.useCase().equals(useCase))
                .orElseThrow(() -> new TrainingRunNotFound(id));
    }

    /** Newest first, at most 100. */
    public List<TrainingRun> list(String useCase) {
        return rows.list(useCase);
    }
}
