package org.countersign.assurance;

import java.time.Instant;
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
        @Nullable Instant judgedAt) {

    Told ruled(OversightLevel ruled, String segment) {
        return cell == null
                ? this
                : new Told(
                        id,
                        at,
                        new Cell(cell.model(), ruled, segment, cell.label()),
                        score,
                        level,
                        probability,
                        drawn,
                        judged,
                        judgedAt);
    }
}
