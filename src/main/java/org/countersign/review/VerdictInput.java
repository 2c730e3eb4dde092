package org.countersign.review;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A verdict as it was typed in, at any door, before it is checked. {@code contentVersion} says what was seen. */
public record VerdictInput(
        @Nullable String verdict,
        @Nullable String label,
        @Nullable String reasonCode,
        @Nullable String category,
        @Nullable String comment,
        @Nullable String contentVersion) {

    static final Set<String> NAMES = Set.of("verdict", "label", "reasonCode", "category", "comment", "contentVersion");

    Map<String, Object> asVariables() {
        var variables = new LinkedHashMap<String, Object>();
        put(variables, "verdict", verdict);
        put(variables, "label", label);
        put(variables, "reasonCode", reasonCode);
        put(variables, "category", category);
        put(variables, "comment", comment);
        put(variables, "contentVersion", contentVersion);
        return variables;
    }

    private static void put(Map<String, Object> variables, String name, @Nullable String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }
}
