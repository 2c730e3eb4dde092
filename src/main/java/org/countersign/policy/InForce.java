package org.countersign.policy;

import org.jspecify.annotations.Nullable;

/**
 * What is in force for a use case at one moment. One row, so that a decision reads it once and finishes under the
 * versions it started with. {@code model} is null before the first promotion.
 */
public record InForce(
        String useCase,
        String policy,
        String ruleSet,
        @Nullable String model) {}
