package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/** The versions under which a decision runs, fixed when it is received. {@code model} is null while there is none. */
public record Versions(
        String policy, String ruleSet, @Nullable String model) {}
