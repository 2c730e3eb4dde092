package org.countersign.rehearsal;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.assurance.Cell;
import org.countersign.assurance.Clamp;
import org.countersign.assurance.RouteReplay;
import org.countersign.decision.Case;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.learning.Examples;
import org.countersign.learning.KnownCase;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.Models;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.Routing;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Replays rules and floor in force over recorded decisions and over imported cases, for certificates. */
@Component
class RouteReplays implements RouteReplay {

    private static final Logger LOG = LoggerFactory.getLogger(RouteReplays.class);
    private static final int MOST = 5000;

    /** Rules and policy in force. */
    private record Now(Policy policy, BuiltRules rules) {

        OversightLevel ruled(Facts facts) {
            return Clamp.floored(
                    policy, rules.ruleAsAssured(facts, rules.rule(facts)).level());
        }
    }

    private final RecordedDecisions recorded;
    private final Policies policies;
    private final Routing routing;
    private final Models models;
    private final Examples examples;
    private final Clock clock;

    RouteReplays(
            RecordedDecisions recorded,
            Policies policies,
            Routing routing,
            Models models,
            Examples examples,
            Clock clock) {
        this.recorded = recorded;
        this.policies = policies;
        this.routing = routing;
        this.models = models;
        this.examples = examples;
        this.clock = clock;
    }

    private Now now(String useCase) {
        var inForce = policies.inForce(useCase);
        var policy = policies.find(useCase, inForce.policy());
        return new Now(policy, routing.built(policy, inForce.ruleSet()));
    }

    @Override
    public Map<String, Ruled> ruled(String useCase, List<String> decisionIds) {
        if (decisionIds.isEmpty()) {
            return Map.of();
        }
        var now = now(useCase);
        var ruled = new HashMap<String, Ruled>();
        recorded.all(useCase, decisionIds)
                .forEach(r -> facts(r).flatMap(facts -> ruled(now, facts))
                        .ifPresent(level -> ruled.put(
                                r.id(),
                                new Ruled(
                                        level,
                                        now.policy().segmentOf(r.replayable().subject())))));
        return ruled;
    }

    private static Optional<Facts> facts(Recorded recorded) {
        return Optional.ofNullable(recorded.facts());
    }

    /** What the rules fail on goes to a person. */
    private static Optional<OversightLevel> ruled(Now now, Facts facts) {
        if (now.policy().label(facts.prediction().label()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(now.ruled(facts));
        } catch (RuntimeException failed) {
            LOG.debug("Cannot be replayed", failed);
            return Optional.of(OversightLevel.HUMAN_IN_THE_LOOP);
        }
    }

    @Override
    public List<HeldOut> heldOut(String useCase, String model) {
        if (models.find(useCase, model).isEmpty()) {
            return List.of();
        }
        var now = now(useCase);
        return examples.heldOut(useCase, MOST).stream()
                .flatMap(example ->
                        predict(now.policy(), model, example.subject())
                                .flatMap(p -> heldOut(now, model, example, p))
                                .stream())
                .toList();
    }

    private Optional<HeldOut> heldOut(Now now, String model, KnownCase example, Prediction p) {
        return ruled(now, RulesAsAssured.facts(example.subject(), p, true, clock.instant()))
                .map(level -> new HeldOut(
                        example.id(),
                        new Cell(model, level, now.policy().segmentOf(example.subject()), p.label()),
                        p.confidence(),
                        !p.label().equals(example.label()),
                        example.at()));
    }

    private Optional<Prediction> predict(Policy policy, String model, Case subject) {
        try {
            return Optional.of(models.predict(policy, model, subject));
        } catch (RuntimeException unfit) {
            LOG.debug("Cannot be predicted", unfit);
            return Optional.empty();
        }
    }
}
