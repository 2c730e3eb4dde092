package org.countersign.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The level chosen for a decision, and why.
 *
 * @param queue the queue that a rule asked for; null for the policy's own
 * @param priority Camunda task priority, 50 is ordinary
 * @param spotCheckProbability probability q in 0..1 with which the decision was drawn for a blind spot check, logged
 *     before anyone looks
 * @param drawn whether it was drawn
 * @param ruled the level that rules and floor alone came to: what it would be with a certificate and nothing stopped;
 *     null in records older than this
 * @param segment the segment of the case under the policy, empty when the policy has none; null as {@code ruled}
 */
public record Route(
        OversightLevel level,
        List<Reason> reasons,
        @Nullable String queue,
        int priority,
        boolean secondPerson,
        String ruleSet,
        String policy,
        double spotCheckProbability,
        boolean drawn,
        @Nullable OversightLevel ruled,
        @Nullable String segment) {

    public static final int ORDINARY_PRIORITY = 50;

    public Route {
        reasons = List.copyOf(reasons);
    }
}
