package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/**
 * How much one field moved the score of the predicted label: in log-odds, for a random forest in probability. Exact:
 * contributions and the model's base value sum to the score. {@code value} is null when the field was missing.
 */
public record Contribution(String field, @Nullable Object value, double contribution) {}
