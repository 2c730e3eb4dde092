package org.countersign.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.assurance.Assurance;
import org.countersign.review.Workloads;
import org.springframework.stereotype.Component;

/** Looks up how far auto-approval is assured, and how much waits for people. */
@Component("assess")
class AssessDelegate extends ConsideringDelegate {

    private final Assurance assurance;
    private final Workloads workloads;

    AssessDelegate(Assurance assurance, Workloads workloads) {
        this.assurance = assurance;
        this.workloads = workloads;
    }

    @Override
    void consider(Consideration c, DelegateExecution execution) {
        c.standing = assurance.standing(
                c.policy, c.decision.versions().ruleSet(), c.decision.request().subjectCase(), c.predicted());
        c.workload = workloads.of(c.policy.useCase());
    }
}
