package org.countersign.learning;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Puts the challenger in force that a model owner has approved, in the transaction of that word. */
@Component("promote")
class PromoteDelegate implements JavaDelegate {

    private final RetrainingRows rows;
    private final TrainingRunRows runs;
    private final Promotions promotions;

    PromoteDelegate(RetrainingRows rows, TrainingRunRows runs, Promotions promotions) {
        this.rows = rows;
        this.runs = runs;
        this.promotions = promotions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var id = execution.getProcessBusinessKey();
        var retraining = rows.find(id).orElseThrow(() -> RetrainingRefused.notFound(id));
        var run = runs.find(id).orElseThrow(() -> new TrainingRunNotFound(id));
        var person = Objects.requireNonNull(retraining.decidedBy(), "nobody approved");
        promotions.promote(retraining.useCase(), Objects.requireNonNull(run.challenger(), "no challenger"), person);
    }
}
