package org.countersign.process;

import java.util.ArrayList;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.assurance.Assurance;
import org.countersign.assurance.Clamp;
import org.countersign.decision.Decisions;
import org.countersign.decision.Route;
import org.countersign.prediction.Models;
import org.countersign.review.Staffing;
import org.countersign.routing.Routing;
import org.springframework.stereotype.Component;

/** Chooses the level: the rules first, then everything that can only make it stricter (law 2), then the draw. Who will look is told why the model says it. */
@Component("route")
class RouteDelegate extends ConsideringDelegate {

    private final Routing routing;
    private final Assurance assurance;
    private final Staffing staffing;
    private final Decisions decisions;
    private final Models models;

    RouteDelegate(Routing routing, Assurance assurance, Staffing staffing, Decisions decisions, Models models) {
        this.routing = routing;
        this.assurance = assurance;
        this.staffing = staffing;
        this.decisions = decisions;
        this.models = models;
    }

    @Override
    void consider(Consideration c, DelegateExecution execution) {
        var d = c.decision;
        var facts = c.facts();
        var rules = routing.built(c.policy, d.versions().ruleSet());
        var ruling = rules.rule(facts);
        var reasons = new ArrayList<>(ruling.reasons());
        var supervisors = c.policy.supervision().queue();
        var clamp = Clamp.of(c.policy, ruling.level(), facts.standing(), () -> staffing.hasMembers(supervisors));
        reasons.addAll(clamp.reasons());
        var draw = assurance.draw(d.id(), clamp.level(), facts.standing());
        var route = new Route(
                clamp.level(),
                reasons,
                ruling.queue(),
                ruling.priority(),
                ruling.secondPerson(),
                d.versions().ruleSet(),
                d.versions().policy(),
                draw.probability(),
                draw.drawn(),
                Clamp.floored(c.policy, rules.ruleAsAssured(facts, ruling).level()),
                c.policy.segmentOf(facts.subject()));
        if (facts.ours()) {
            c.prediction = models.explained(c.policy, facts.subject(), facts.prediction());
        }
        decisions.routed(d, c.prediction, c.standing, c.workload, route);
        Lane.choose(execution, clamp.level());
    }
}
