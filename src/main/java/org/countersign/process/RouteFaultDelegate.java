package org.countersign.process;

import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Decisions;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.countersign.decision.Route;
import org.springframework.stereotype.Component;

/** Sends a decision that could not be considered to a person, with the fault as the reason (law 1). */
@Component("routeFault")
class RouteFaultDelegate implements JavaDelegate {

    private final Decisions decisions;

    RouteFaultDelegate(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var c = Consideration.of(execution);
        var d = c.decision;
        var route = new Route(
                OversightLevel.HUMAN_IN_THE_LOOP,
                List.of(new Reason(
                        ConsideringDelegate.FAULT, Objects.requireNonNullElse(c.fault, "the decision failed"))),
                null,
                Route.ORDINARY_PRIORITY,
                false,
                d.versions().ruleSet(),
                d.versions().policy(),
                0,
                false,
                OversightLevel.HUMAN_IN_THE_LOOP,
                c.policy.segmentOf(d.request().subjectCase()));
        decisions.routed(d, c.prediction, c.standing, c.workload, route);
    }
}
