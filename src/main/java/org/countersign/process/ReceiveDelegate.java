package org.countersign.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Decision.Origin;
import org.countersign.decision.Decisions;
import org.countersign.decision.Versions;
import org.countersign.policy.Policies;
import org.countersign.policy.RequestReader;
import org.springframework.stereotype.Component;

/** The first step of both doors: checks the case against the policy and opens the ledger row. */
@Component("receive")
class ReceiveDelegate implements JavaDelegate {

    private final Policies policies;
    private final RequestReader reader;
    private final StartVariables startVariables;
    private final Decisions decisions;

    ReceiveDelegate(Policies policies, RequestReader reader, StartVariables startVariables, Decisions decisions) {
        this.policies = policies;
        this.reader = reader;
        this.startVariables = startVariables;
        this.decisions = decisions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var incoming = startVariables.incoming(execution);
        var useCase = reader.useCase(incoming.body());
        var inForce = policies.inForce(useCase);
        var policy = policies.find(useCase, inForce.policy());
        var request = reader.read(incoming.body(), policy);
        var origin = new Origin(incoming.caller(), incoming.idempotencyKey(), RequestDigest.of(incoming.body()));
        var decision = decisions.received(
                incoming.decisionId(),
                request,
                origin,
                new Versions(inForce.policy(), inForce.ruleSet(), inForce.model()));
        new Consideration(decision, policy, incoming.fault()).remember();
    }
}
