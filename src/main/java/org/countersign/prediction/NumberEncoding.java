package org.countersign.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * A number, standardised or (mean 0, deviation 1) as it is. A missing number leaves its column empty: for a linear
 * model that is the mean, plus what {@code missing} has learned; trees take the branch for missing values.
 *
 * @param missing the column that says that the number is missing, or {@link FieldEncoding#NONE}
 */
record NumberEncoding(String field, int first, double mean, double deviation, int missing) implements FieldEncoding {

    static NumberEncoding raw(String field, int first) {
        return new NumberEncoding(field, first, 0, 1, NONE);
    }

    static NumberEncoding standardised(String field, int first, List<@Nullable Object> values) {
        var numbers = values.stream()
                .filter(Objects::nonNull)
                .mapToDouble(v -> (Double) v)
                .toArray();
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < numbers.length; i++) {
            double delta = numbers[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (numbers[i] - mean);
        }
        double deviation = numbers.length == 0 ? 0 : Math.sqrt(squares / numbers.length);
        // a constant: dividing by its rounding error would make the first other value enormous
        boolean constant = deviation <= 1e-9 * Math.max(1, Math.abs(mean));
        int missing = numbers.length < values.size() ? first + 1 : NONE;
        return new NumberEncoding(field, first, mean, constant ? 1 : deviation, missing);
    }

    @Override
    public FieldType fieldType() {
        return FieldType.NUMBER;
    }

    @Override
    public int width() {
        return missing == NONE ? 1 : 2;
    }

    @Override
    public List<String> meanings() {
        var meanings = new ArrayList<>(List.of(field));
        if (missing != NONE) {
            meanings.add(field + " missing");
        }
        return meanings;
    }

    @Override
    public void encode(@Nullable Object value, Columns into) {
        if (value != null) {
            into.add(first, ((Double) value - mean) / deviation);
        } else if (missing != NONE) {
            into.add(missing, 1);
        }
    }
}
