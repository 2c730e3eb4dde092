package org.countersign.assurance;

import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;

/**
 * What one certificate is for: the decisions of a segment that a model would answer with one label, at one level.
 *
 * @param segment empty when the policy has no segments
 */
public record Cell(String model, OversightLevel level, String segment, String label) {

    /** Whether the policy lets such decisions be certified. */
    static boolean isCertified(Policy policy, OversightLevel level) {
        return level == OversightLevel.AUTO_APPROVE
                || (level == OversightLevel.HUMAN_ON_THE_LOOP
                        && policy.errorBudget().onTheLoop().certified());
    }

    /** How many cells of a model share the delta of the use case. */
    static int count(Policy policy) {
        var levels = policy.errorBudget().onTheLoop().certified() ? 2 : 1;
        return levels * policy.segmentNames().size() * policy.labels().size();
    }

    /**
     * The chance that the certificate of one cell may fail: an even share of the policy's delta, of which the j-th round
     * of evidence gets 6 / (pi² j²), so that all rounds together spend it once. Half of that is for the one look at a
     * batch and half for the stream: whoever used both at the whole would spend it twice.
     */
    public static double delta(Policy policy, int round) {
        return policy.errorBudget().delta() / count(policy) * share(round) / 2;
    }

    /** The j-th of shares that add up to one. */
    static double share(int round) {
        return 6 / (Math.PI * Math.PI * round * round);
    }
}
