package org.countersign.learning;

import java.time.Instant;
import org.countersign.decision.Case;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Provenance;
import org.jspecify.annotations.Nullable;

/**
 * A labelled case for training, with where its label comes from.
 *
 * @param decisionId null for an imported example
 * @param batch digest of the file it came in; null when it came from a decision
 */
record Example(
        String id,
        String useCase,
        @Nullable String decisionId,
        @Nullable String batch,
        Case subject,
        String label,
        Provenance provenance,
        Instant at) {

    private static final int HELD_BACK_ONE_IN = 5;

    /**
     * Whether it is kept for comparing models and never trained on. Fixed by the case itself, so that no model has ever
     * seen what it is compared on, however often one trains, and in however many files or decisions the case comes.
     */
    boolean heldBack() {
        return Math.floorMod(scramble(LedgerJson.write(subject).hashCode()), HELD_BACK_ONE_IN) == 0;
    }

    /** String hashes of similar texts differ in their low bits only; this spreads them (MurmurHash3's finaliser). */
    private static int scramble(int h) {
        var x = h;
        x = (x ^ (x >>> 16)) * 0x85ebca6b;
        x = (x ^ (x >>> 13)) * 0xc2b2ae35;
        return x ^ (x >>> 16);
    }
}
