package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/**
 * Where a label comes from.
 *
 * @param by the person, or the file, that gave it
 * @param blindJudgement what the first person said before seeing the model's answer; null when nobody judged blind
 * @param probability with which the case was chosen to be labelled, in 0..1; null when unknown, as when a person picked
 *     it, and then no estimate may use it
 */
public record Provenance(
        How how,
        String by,
        @Nullable String blindJudgement,
        @Nullable Double probability) {

    /** How a label came about; the one that counts most first, which is the one learned from where labels differ. */
    public enum How {
        /** What later turned out to be right. */
        GROUND_TRUTH,
        ADJUDICATED,
        DOUBLE,
        SPOT_CHECK,
        REVIEW,
        LABELLING,
        SUPERVISION,
        IMPORT,
        SIMULATION;

        public boolean countsMoreThan(How other) {
            return compareTo(other) < 0;
        }
    }
}
