package org.countersign.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One field of a case.
 *
 * @param title what people read on the form
 * @param required whether a case without it is refused; otherwise it may be missing
 * @param isProtected whether it is a protected attribute, or stands for one. It is kept for comparing groups; our models are
 *     never given it
 * @param values the categories that exist, code to its words, in the order shown; empty when open. A category outside a
 *     closed list is refused
 * @param min least value of a number, inclusive; null when open
 * @param max greatest value of a number, inclusive; null when open
 */
public record Field(
        String name,
        FieldType type,
        String title,
        boolean required,
        boolean isProtected,
        Map<String, String> values,
        @Nullable Double min,
        @Nullable Double max) {

    public Field {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
