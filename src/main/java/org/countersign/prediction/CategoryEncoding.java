package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A category, one column for each. Categories seen once in training share one column, which then also stands for those
 * never seen: what occurs once is the best evidence there is about what has not occurred yet (Good and Turing). Without
 * any of those a never-seen category leaves all columns empty and contributes nothing to a linear model.
 *
 * @param values column by category
 * @param rare the shared column, or {@link FieldEncoding#NONE}
 * @param missing the column that says that the category is missing, or {@link FieldEncoding#NONE}
 */
record CategoryEncoding(String field, int first, Map<String, Integer> values, int rare, int missing)
        implements FieldEncoding {

    CategoryEncoding {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    static CategoryEncoding learn(String field, int first, List<@Nullable Object> values) {
        Map<String, Long> counts = values.stream()
                .filter(Objects::nonNull)
                .map(String.class::cast)
                .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
        var columns = new LinkedHashMap<String, Integer>();
        counts.forEach((value, count) -> {
            if (count > 1) {
                columns.put(value, first + columns.size());
            }
        });
        int next = first + columns.size();
        int rare = counts.containsValue(1L) ? next++ : NONE;
        int missing = values.stream().anyMatch(Objects::isNull) ? next : NONE;
        return new CategoryEncoding(field, first, columns, rare, missing);
    }

    @Override
    public FieldType fieldType() {
        return FieldType.CATEGORY;
    }

    @Override
    public int width() {
        return values.size() + (rare == NONE ? 0 : 1) + (missing == NONE ? 0 : 1);
    }

    @Override
    public List<String> meanings() {
        var meanings = new ArrayList<String>();
        values.keySet().forEach(value -> meanings.add(field + "=" + value));
        if (rare != NONE) {
            meanings.add(field + " rare");
        }
        if (missing != NONE) {
            meanings.add(field + " missing");
        }
        return meanings;
    }

    @Override
    public void encode(@Nullable Object value, Columns into) {
        int column = value == null ? missing : values.getOrDefault((String) value, rare);
        if (column != NONE) {
            into.add(column, 1);
        }
    }
}
