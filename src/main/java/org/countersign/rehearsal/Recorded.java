package org.countersign.rehearsal;

import java.time.Instant;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a replay needs of a recorded decision, and no more.
 *
 * @param facts what the rules saw, without scores and contributions; null when a fault kept them from seeing
 *     anything, or it cannot be read
 * @param level as recorded; null when it was never routed
 * @param watched whether anyone was there to veto, as far as the route says
 */
record Recorded(
        String id,
        Instant at,
        String policy,
        String ruleSet,
        @Nullable Facts facts,
        @Nullable OversightLevel level,
        boolean watched) {

    /** The facts, or the reason why there are none. */
    Facts replayable() {
        if (facts == null) {
            throw new CannotReplay("A fault kept the rules from seeing the case, or its record cannot be read.");
        }
        return facts;
    }
}
