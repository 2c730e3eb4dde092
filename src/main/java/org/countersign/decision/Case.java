package org.countersign.decision;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One case: field values by name. A number is a finite {@link Double}, a category or a text is a {@link String}; a
 * field that is absent is missing.
 */
public record Case(Map<String, Object> fields) {

    public Case {
        var sorted = new TreeMap<String, Object>();
        fields.forEach((name, value) -> sorted.put(name, value instanceof Number n ? (Object) n.doubleValue() : value));
        fields = Collections.unmodifiableMap(sorted);
    }

    public Optional<Object> value(String field) {
        return Optional.ofNullable(fields.get(field));
    }
}
