package org.countersign.prediction;

import java.time.Instant;

/**
 * What is known of a stored model.
 *
 * @param version readable and unique, as {@code credit-3}
 * @param examples how many labelled cases it was trained on
 * @param digest sha-256 of all that its predictions depend on, 64 hex digits
 * @param provenance where it comes from, as JSON: learner, its settings, seed, examples, policy
 */
public record Model(
        String useCase,
        String version,
        Learner learner,
        Status status,
        Instant trainedAt,
        int examples,
        String digest,
        String provenance) {

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
