package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/**
 * What a caller asks to have decided.
 *
 * @param subject a pseudonym of whom the case is about, for appeals and erasure
 * @param prediction the caller's own model's opinion; null to ask the champion
 */
public record Request(
        String useCase,
        @Nullable String subject,
        Case subjectCase,
        @Nullable Prediction prediction,
        Context context) {}
