package org.countersign.learning;

import java.time.Instant;
import org.countersign.decision.Case;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
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

    static final int FOLDS = 5;

    private static final int HELD_BACK_ONE_IN = 5;
    private static final int FOLD_SALT = 0x5bd1e995;
    private static final double MOST_WEIGHT = 5;

    /**
     * Whether it is kept for comparing models and never trained on. Fixed by the case itself, so that no model has ever
     * seen what it is compared on, however often one trains, and in however many files or decisions the case comes.
     */
    boolean heldBack() {
        return heldBack(LedgerJson.write(subject));
    }

    /** The same of a case that is no example yet, as the ledger writes it. */
    static boolean heldBack(String subject) {
        return Math.floorMod(scramble(subject.hashCode()), HELD_BACK_ONE_IN) == 0;
    }

    /** The same for the same case, however it came. */
    String caseDigest() {
        return Digests.sha256(LedgerJson.write(subject));
    }

    /** One of five parts, the same for all that is known of a case, and independent of what is held back. */
    int fold() {
        return Math.floorMod(scramble(LedgerJson.write(subject).hashCode() ^ FOLD_SALT), FOLDS);
    }

    /**
     * What it counts for in an estimate: the inverse of the probability with which it was chosen (ASSURANCE §5). What a
     * file or a simulation brings counts once, on the word of whoever brought it that it is a fair sample. Zero for what
     * a person picked: no estimate may use it.
     */
    double estimateWeight() {
        var q = provenance.probability();
        if (q != null && q > 0) {
            return 1 / q;
        }
        return provenance.how() == How.IMPORT || provenance.how() == How.SIMULATION ? 1 : 0;
    }

    /** What it counts for in training, where full weights hurt: at most five times, and once when nothing is known. */
    double trainingWeight() {
        var weight = estimateWeight();
        return weight == 0 ? 1 : Math.min(MOST_WEIGHT, weight);
    }

    Example withProbability(@Nullable Double probability) {
        var known = new Provenance(provenance.how(), provenance.by(), provenance.blindJudgement(), probability);
        return new Example(id, useCase, decisionId, batch, subject, label, known, at);
    }

    /** String hashes of similar texts differ in their low bits only; this spreads them (MurmurHash3's finaliser). */
    private static int scramble(int h) {
        var x = h;
        x = (x ^ (x >>> 16)) * 0x85ebca6b;
        x = (x ^ (x >>> 13)) * 0xc2b2ae35;
        return x ^ (x >>> 16);
    }
}
