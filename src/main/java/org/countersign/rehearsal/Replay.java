package org.countersign.rehearsal;

import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.util.ArrayList;
import java.util.List;
import org.countersign.assurance.Clamp;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.countersign.decision.Route;
import org.countersign.policy.Policy;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.RulesFailed;
import org.countersign.routing.Ruling;

/**
 * Routes recorded facts under one version of rules and policy, by the very steps of a live decision: rules, then floor
 * and assurance with the recorded standing. A field that the policy no longer has is not seen; one that the case lacks is
 * missing, and a person decides.
 */
final class Replay {

    /** Where a case would go. */
    record Replayed(OversightLevel level, List<Reason> reasons, Ruling ruling, Clamp clamp, boolean failed) {}

    private final BuiltRules rules;
    private final String ruleSet;
    private final Policy policy;

    Replay(BuiltRules rules, String ruleSet, Policy policy) {
        this.rules = rules;
        this.ruleSet = ruleSet;
        this.policy = policy;
    }

    static Replay of(Candidate candidate) {
        return new Replay(
                new BuiltRules(candidate.rules(), candidate.policy()), candidate.version(), candidate.policy());
    }

    Replayed of(Recorded recorded) {
        return of(recorded.replayable(), recorded.watched());
    }

    Replayed of(Facts facts, boolean watched) {
        requireLabel(facts);
        return clamped(rules.rule(facts), facts, watched);
    }

    /** Where a case goes on which the rules fail: a fault ends at a person (law 1). */
    Replayed failing(Recorded recorded, RulesFailed fault) {
        var reason = new Reason("fault", "the rules fail on it: " + fault.getMessage());
        var ruling = new Ruling(HUMAN_IN_THE_LOOP, List.of(reason), null, Route.ORDINARY_PRIORITY, false);
        var clamped = clamped(ruling, recorded.replayable(), recorded.watched());
        return new Replayed(clamped.level(), clamped.reasons(), ruling, clamped.clamp(), true);
    }

    /** What the rules say of a case when asked to explain themselves, after floor and assurance. */
    Replayed clamped(Ruling ruling, Facts facts, boolean watched) {
        var clamp = Clamp.of(policy, ruling.level(), facts.standing(), () -> watched);
        var reasons = new ArrayList<>(ruling.reasons());
        reasons.addAll(clamp.reasons());
        return new Replayed(clamp.level(), List.copyOf(reasons), ruling, clamp, false);
    }

    /** A policy with other labels has no model yet: live, such a case would have had another prediction. */
    void requireLabel(Facts facts) {
        if (policy.label(facts.prediction().label()).isEmpty()) {
            throw new CannotReplay("The policy has no label \"%s\", which was predicted."
                    .formatted(facts.prediction().label()));
        }
    }

    /** Where a person would find a case of this level; never asked about automatic ones. */
    String queue(Replayed replayed) {
        if (replayed.level() == HUMAN_ON_THE_LOOP) {
            return policy.supervision().queue();
        }
        var queue = replayed.ruling().queue();
        return queue == null ? policy.review().queue() : queue;
    }

    BuiltRules rules() {
        return rules;
    }

    String ruleSet() {
        return ruleSet;
    }

    Policy policy() {
        return policy;
    }
}
