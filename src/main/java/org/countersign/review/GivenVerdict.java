package org.countersign.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A verdict on record.
 *
 * @param reviewId null for supervision
 * @param blind whether the person judged without the model's answer, as far as we can vouch for it
 */
record GivenVerdict(
        String taskId,
        @Nullable String reviewId,
        String decisionId,
        Stage stage,
        String person,
        Verdict verdict,
        boolean blind,
        String contentVersion,
        Instant at) {}
