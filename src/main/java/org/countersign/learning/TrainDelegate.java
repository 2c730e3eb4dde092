package org.countersign.learning;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Does a training run as a job of the engine. */
@Component("train")
class TrainDelegate implements JavaDelegate {

    private final TrainingRunRows rows;
    private final Trainer trainer;
    private final TransactionTemplate apart;

    TrainDelegate(TrainingRunRows rows, Trainer trainer, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.trainer = trainer;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public void execute(DelegateExecution execution) {
        run(execution.getProcessBusinessKey());
    }

    void run(String id) {
        // seen at once by whoever asks, while the training's own transaction goes on
        apart.executeWithoutResult(status -> rows.running(id));
        var run = rows.find(id).orElseThrow(() -> new TrainingRunNotFound(id));
        try {
            trainer.run(run);
        } catch (RuntimeException e) {
            // what it wrote is lost with its transaction; whoever waits is told, and the engine may try again
            apart.executeWithoutResult(status -> trainer.failed(run, e));
            throw e;
        }
    }
}
