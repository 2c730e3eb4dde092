package org.countersign.assurance;

import java.time.Instant;
import org.countersign.assurance.RouteReplay.Ruled;
import org.countersign.assurance.StreamRows.Reading;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a recorded decision says about the error of its model.
 *
 * @param cell at the level that rules and floor alone came to; null when nothing can be certified from it
 * @param level that it had
 * @param probability with which it was drawn for a blind look; 1 for one that a person decided
 * @param judged what the first person said without seeing the answer; null when no one did, yet
 */
record Told(
        String id,
        Instant at,
        @Nullable Cell cell,
        double score,
        OversightLevel level,
        double probability,
        boolean drawn,
        @Nullable String judged,
        @Nullable Instant judgedAt,
        String policy,
        String ruleSet) {

    /** Whether it was made under the versions that are read for. */
    boolean isUnder(Reading reading) {
        return policy.equals(reading.policy()) && ruleSet.equals(reading.ruleSet());
    }

    /** As another route would have taken it; it says nothing when nobody knows how. */
    Told ruled(@Nullable Ruled other) {
        var ruled = cell == null || other == null
                ? null
                : new Cell(cell.model(), other.level(), other.segment(), cell.label());
        return new Told(id, at, ruled, score, level, probability, drawn, judged, judgedAt, policy, ruleSet);
    }
}
