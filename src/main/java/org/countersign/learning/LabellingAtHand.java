package org.countersign.learning;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.springframework.stereotype.Component;

/** What the ledger knows of a task to label a case. */
record LabellingAtHand(Policy policy, Unlabelled subject) {

    @Component
    static class Finder {

        private final UnlabelledRows rows;
        private final Policies policies;

        Finder(UnlabelledRows rows, Policies policies) {
            this.rows = rows;
            this.policies = policies;
        }

        LabellingAtHand find(DelegateTask task) {
            var id = task.getExecution().getProcessBusinessKey();
            var subject =
                    rows.find(id).orElseThrow(() -> new IllegalStateException("there is no case " + id + " to label"));
            return new LabellingAtHand(policies.current(subject.useCase()), subject);
        }
    }
}
