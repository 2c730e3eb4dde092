package org.countersign.decision;

/** Where a decision stands. */
public enum DecisionStatus {
    /** Took effect, can still be vetoed. */
    PROVISIONAL,
    /** Waits for a person. */
    AWAITING_REVIEW,
    /** Stands. */
    FINAL,
    /** Stood, and was changed later. */
    CORRECTED,
    /** Withdrawn by the caller. */
    CANCELLED
}
