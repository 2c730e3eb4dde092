package org.countersign.learning;

import org.countersign.decision.Case;
import org.countersign.decision.LedgerJson;
import org.jspecify.annotations.Nullable;

/**
 * A case that nobody has decided, to be labelled for learning.
 *
 * @param place drawn once, in 0..1: the order of random draws
 * @param chosen how it was chosen to be asked about; null until then
 * @param probability with which it was drawn; null when it was not drawn at random
 */
record Unlabelled(
        String id,
        String useCase,
        Case subject,
        double place,
        State state,
        @Nullable Integer round,
        @Nullable Chosen chosen,
        @Nullable Double probability) {

    enum State {
        WAITING,
        ASKED,
        LABELLED,
        /** Nobody is asked about it any more. */
        PASSED
    }

    /** Why it is asked about. */
    enum Chosen {
        /** Typical of many others that are unlike what is labelled. */
        TYPICAL,
        /** The model is least sure of it. */
        MARGIN,
        /** At random, from those held back: what is learned is judged on these. */
        RANDOM
    }

    boolean heldBack() {
        return Example.heldBack(LedgerJson.write(subject));
    }

    Unlabelled asked(int inRound, Chosen how, @Nullable Double drawn) {
        return new Unlabelled(id, useCase, subject, place, State.ASKED, inRound, how, drawn);
    }
}
