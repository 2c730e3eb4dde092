package org.countersign.review;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Actor;
import org.countersign.decision.DecisionEvent.SpotChecked;
import org.countersign.decision.Decisions;
import org.countersign.decision.GroundTruths;
import org.springframework.stereotype.Component;

/**
 * Records what a spot check found, and corrects the decision where people came to another label. What turned out to be
 * right in the meantime stands.
 */
@Component("recordSpotCheck")
class RecordSpotCheckDelegate implements JavaDelegate {

    private final Decisions decisions;
    private final GroundTruths truths;
    private final Reviews reviews;

    RecordSpotCheckDelegate(Decisions decisions, GroundTruths truths, Reviews reviews) {
        this.decisions = decisions;
        this.truths = truths;
        this.reviews = reviews;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var d = decisions.findForUpdate(execution.getProcessBusinessKey());
        var first = reviews.firstJudgement(d.id());
        var conclusion = reviews.conclusion(d.id());
        if (d.prediction() == null || d.outcome() == null) {
            throw new IllegalStateException("decision " + d.id() + " did not take effect");
        }
        decisions.noted(new SpotChecked(
                d.id(),
                Actor.person(first.person()),
                decisions.now(),
                d.useCase(),
                first.label(),
                first.blind(),
                !first.label().equals(d.prediction().label())));
        if (truths.of(d.id()).isEmpty()
                && !conclusion.label().equals(d.outcome().label())) {
            decisions.corrected(d, conclusion.label(), conclusion.person(), "spot check");
        }
    }
}
