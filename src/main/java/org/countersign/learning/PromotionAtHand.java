package org.countersign.learning;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;

/** What the ledger knows of a task to approve a promotion. */
record PromotionAtHand(Retraining retraining, ModelCard card, PromotionShown shown) {

    @Component
    static class Finder {

        private final RetrainingRows rows;
        private final TrainingRunRows runs;
        private final Cards cards;
        private final Policies policies;

        Finder(RetrainingRows rows, TrainingRunRows runs, Cards cards, Policies policies) {
            this.rows = rows;
            this.runs = runs;
            this.cards = cards;
            this.policies = policies;
        }

        PromotionAtHand find(DelegateTask task) {
            return find(task.getExecution().getProcessBusinessKey());
        }

        PromotionAtHand find(String id) {
            var retraining = rows.find(id).orElseThrow(() -> RetrainingRefused.notFound(id));
            var run = runs.find(id).orElseThrow(() -> new TrainingRunNotFound(id));
            var useCase = retraining.useCase();
            var card = cards.find(useCase, Objects.requireNonNull(run.challenger(), "no challenger"));
            var title = policies.current(useCase).title();
            return new PromotionAtHand(retraining, card, PromotionShown.of(title, retraining, card));
        }
    }
}
