package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A number as the bin that it falls into, one column for each; bins hold about equally many training examples.
 *
 * @param edges the greatest number of each bin but the last, ascending
 * @param missing the column that says that the number is missing, or {@link FieldEncoding#NONE}
 */
record BinEncoding(String field, int first, List<Double> edges, int missing) implements FieldEncoding {

    private static final int BINS = 8;

    BinEncoding {
        edges = List.copyOf(edges);
    }

    static BinEncoding learn(String field, int first, List<@Nullable Object> values) {
        var numbers = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> (Double) v)
                .sorted()
                .toArray();
        var edges = new ArrayList<Double>();
        for (int bin = 1; bin < BINS && numbers.length > 0; bin++) {
            double edge = numbers[(int) ((long) bin * (numbers.length - 1) / BINS)];
            boolean further = edges.isEmpty() || edge > edges.get(edges.size() - 1);
            // a bin that no number is above would be empty
            if (further && edge < numbers[numbers.length - 1]) {
                edges.add(edge);
            }
        }
        return new BinEncoding(field, first, edges, numbers.length < values.size() ? first + edges.size() + 1 : NONE);
    }

    @Override
    public FieldType fieldType() {
        return FieldType.NUMBER;
    }

    @Override
    public int width() {
        return edges.size() + (missing == NONE ? 1 : 2);
    }

    @Override
    public List<String> meanings() {
        var meanings = new ArrayList<String>();
        edges.forEach(edge -> meanings.add(field + " up to " + edge));
        meanings.add(field + (edges.isEmpty() ? "" : " above " + edges.get(edges.size() - 1)));
        if (missing != NONE) {
            meanings.add(field + " missing");
        }
        return meanings;
    }

    @Override
    public void encode(@Nullable Object value, Columns into) {
        if (value != null) {
            int at = Arrays.binarySearch(edges.toArray(), value);
            into.add(first + (at < 0 ? -at - 1 : at), 1);
        } else if (missing != NONE) {
            into.add(missing, 1);
        }
    }
}
