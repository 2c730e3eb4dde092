package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/**
 * Where a label comes from.
 *
 * @param by the person, or the file, that gave it
 * @param blindJudgement what the first person said before seeing the model's answer; null when nobody judged blind
 * @param probability with which the case was chosen to be labelled, in 0..1
 */
public record Provenance(How how, String by, @Nullable String blindJudgement, double probability) {

    /** How a label came about. */
    public enum How {
        REVIEW,
        DOUBLE,
        ADJUDICATED,
        SUPERVISION,
        SPOT_CHECK,
        IMPORT,
        SIMULATION
    }
}
