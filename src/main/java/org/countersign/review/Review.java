package org.countersign.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One review of a decision, from its first task to its conclusion.
 *
 * @param id the review's process instance
 * @param label the label it concluded with; null while open
 * @param person whose word concluded it; null while open
 */
record Review(
        String id,
        String decisionId,
        String useCase,
        Purpose purpose,
        String queue,
        boolean blind,
        boolean secondPerson,
        Instant openedAt,
        @Nullable String label,
        @Nullable String person,
        @Nullable Instant closedAt) {

    enum Purpose {
        /** A person decides. */
        REVIEW,
        /** A decision that took effect unreviewed is checked blind. */
        SPOT_CHECK
    }
}
