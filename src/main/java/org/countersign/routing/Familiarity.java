package org.countersign.routing;

import java.util.ArrayList;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;

/**
 * The rule, not to be edited, for cases unlike those that the model knows: a person watches, however sure the model is;
 * and where a model of ours knows too few cases to tell, a person decides. It can only raise a level. A caller's own
 * model is the caller's to vouch for, though a rule may ask for its typicality.
 */
final class Familiarity {

    static final String RULE = "typicality";

    private static final double STRANGE = 0.01;

    private Familiarity() {}

    static Ruling heeded(Facts facts, Ruling ruling) {
        var typicality = facts.prediction().typicality();
        if (typicality == null) {
            return facts.ours()
                    ? raised(
                            ruling,
                            OversightLevel.HUMAN_IN_THE_LOOP,
                            "the model knows too few cases to say how usual this one is")
                    : ruling;
        }
        return typicality >= STRANGE
                ? ruling
                : raised(
                        ruling,
                        OversightLevel.HUMAN_ON_THE_LOOP,
                        facts.prediction().typicalityInWords());
    }

    private static Ruling raised(Ruling ruling, OversightLevel to, String why) {
        var reasons = new ArrayList<>(ruling.reasons());
        reasons.add(new Reason(RULE, why));
        return new Ruling(
                ruling.level().orStricter(to), reasons, ruling.queue(), ruling.priority(), ruling.secondPerson());
    }
}
