package org.countersign.process;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionStatus;
import org.countersign.decision.Decisions;
import org.countersign.decision.Outcome;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policies;
import org.countersign.review.Reviews;
import org.springframework.stereotype.Component;

/**
 * Lets a label take effect. Acts only on what the ledger says (law 2): whoever moves a token here by other means gets
 * nothing that was not routed or reviewed.
 */
@Component("takeEffect")
class TakeEffectDelegate implements JavaDelegate {

    private final Decisions decisions;
    private final Reviews reviews;
    private final Policies policies;

    TakeEffectDelegate(Decisions decisions, Reviews reviews, Policies policies) {
        this.decisions = decisions;
        this.reviews = reviews;
        this.policies = policies;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var d = decisions.findForUpdate(execution.getProcessBusinessKey());
        if (d.outcome() != null || d.status() != DecisionStatus.AWAITING_REVIEW) {
            throw new IllegalStateException("decision " + d.id() + " has taken effect already");
        }
        var vetoed = d.vetoUntil() != null;
        if (d.routed().level() == OversightLevel.HUMAN_IN_THE_LOOP || vetoed) {
            takeReviewed(d);
        } else if (d.routed().level() == OversightLevel.HUMAN_ON_THE_LOOP) {
            takeProvisionally(d, execution);
        } else {
            decisions.tookEffect(d, predictedLabel(d), byModel(d), null);
        }
    }

    private void takeReviewed(Decision d) {
        var conclusion = reviews.conclusion(d.id());
        decisions.tookEffect(d, conclusion.label(), Outcome.By.person(conclusion.person()), null);
    }

    private void takeProvisionally(Decision d, DelegateExecution execution) {
        var policy = policies.find(d.useCase(), d.versions().policy());
        Instant vetoUntil = decisions.now().plus(policy.supervision().vetoWindow());
        decisions.tookEffect(d, predictedLabel(d), byModel(d), vetoUntil);
        execution.setVariable("vetoUntil", Variables.dateValue(Date.from(vetoUntil), true));
    }

    private static String predictedLabel(Decision d) {
        if (d.prediction() == null) {
            throw new IllegalStateException("decision " + d.id() + " has no prediction");
        }
        return d.prediction().label();
    }

    private static Outcome.By byModel(Decision d) {
        var version = d.prediction() == null ? null : d.prediction().modelVersion();
        return Outcome.By.model(version == null ? d.origin().caller() : version);
    }
}
