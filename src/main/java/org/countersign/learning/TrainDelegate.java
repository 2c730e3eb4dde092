package org.countersign.learning;

import java.time.Clock;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.countersign.learning.TrainingRun.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Does a training run as a job of the engine. */
@Component("train")
class TrainDelegate implements JavaDelegate {

    private final TrainingRunRows rows;
    private final RetrainingRows retrainings;
    private final Trainer trainer;
    private final Clock clock;
    private final TransactionTemplate apart;

    TrainDelegate(
            TrainingRunRows rows,
            RetrainingRows retrainings,
            Trainer trainer,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.retrainings = retrainings;
        this.trainer = trainer;
        this.clock = clock;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = execution.getProcessBusinessKey();
        run(id);
        var done = rows.find(id).filter(run -> run.state() == State.DONE).isPresent();
        if (!done) {
            retrainings.ended(id, Retraining.State.FAILED, null, null, clock.instant());
        }
        execution.setVariable("training", Variables.stringValue(done ? "done" : "failed", true));
    }

    void run(String id) {
        // seen at once by whoever asks, while the training's own transaction goes on
        apart.executeWithoutResult(status -> rows.running(id));
        var run = rows.find(id).orElseThrow(() -> new TrainingRunNotFound(id));
        try {
            trainer.run(run);
        } catch (RuntimeException e) {
            // what it wrote is lost with its transaction; whoever waits is told, and the engine may try again
            apart.executeWithoutResult(status -> trainer.failedUnforeseen(run));
            throw e;
        }
    }
}
