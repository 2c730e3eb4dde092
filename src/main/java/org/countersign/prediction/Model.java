package org.countersign.prediction;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stored model.
 *
 * @param version readable and unique, as {@code credit-3}
 * @param learner null for a model that was brought
 * @param examples how many labelled cases it was trained on
 * @param digest sha-256 of all that its predictions depend on, 64 hex digits
 * @param provenance where it comes from, as JSON: learner, its settings, seed, examples, policy
 * @param calibration null when it had too few examples to be calibrated, or is from before models were
 */
public record Model(
        String useCase,
        String version,
        @Nullable Learner learner,
        Status status,
        Instant trainedAt,
        int examples,
        String digest,
        String provenance,
        @Nullable Calibration calibration) {

    /** Where a model stands. */
    public enum Status {
        /** Trained; scores without effect. */
        CHALLENGER,
        /** In force. */
        CHAMPION,
        /** Was in force. */
        RETIRED
    }
}
