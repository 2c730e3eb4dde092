package org.countersign.rehearsal;

import java.time.Instant;
import java.util.function.Function;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Workload;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.RulesFailed;

/**
 * Rules in one version, asked about labelled cases as for a certificate: as if one were valid, nothing stopped and nobody
 * busy.
 */
record RulesAsAssured(String version, Function<Facts, OversightLevel> asked, Instant now) {

    static RulesAsAssured of(String version, BuiltRules rules, Instant now) {
        return new RulesAsAssured(
                version, facts -> rules.ruleAsAssured(facts, rules.rule(facts)).level(), now);
    }

    /** @param ours whether typicality ought to be known, so that a person decides where it is not */
    static Facts facts(Case subject, Prediction prediction, boolean ours, Instant now) {
        return new Facts(
                subject, prediction, Standing.none().assured(), Workload.none(), new Context(null, null, now), ours);
    }

    /**
     * The level, before the policy's floor, for a model on trial: where it has seen too few cases to know typicality, one
     * trained on all of them would know it.
     *
     * @throws RulesFailed when the rules fail on this case, which is a person's then
     */
    OversightLevel level(Case subject, Prediction prediction) {
        return asked.apply(facts(subject, prediction, false, now));
    }
}
