package org.countersign.routing;

import java.util.List;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the rules say about one case, before the policy's floor and the certificate.
 *
 * @param reasons of every rule that fired and says so, in the order of the rule set; at least one
 * @param queue the queue that the first such rule names; null for the policy's own
 * @param priority the highest asked for; the ordinary one when no rule asks
 */
public record Ruling(
        OversightLevel level,
        List<Reason> reasons,
        @Nullable String queue,
        int priority,
        boolean secondPerson) {

    public Ruling {
        reasons = List.copyOf(reasons);
    }
}
