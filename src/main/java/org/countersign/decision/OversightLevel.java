package org.countersign.decision;

/** How much a person is involved in a decision, from least to most. */
public enum OversightLevel {
    /** The model's label stands. */
    AUTO_APPROVE,
    /** The model's label takes effect provisionally; a person can veto it within a window. */
    HUMAN_ON_THE_LOOP,
    /** Nothing takes effect before a person has decided. */
    HUMAN_IN_THE_LOOP;

    public OversightLevel orStricter(OversightLevel other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
