package org.countersign.prediction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the values of one field lie among the cases of one label. Stored as JSON. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Spread.Numbers.class, name = "numbers"),
    @JsonSubTypes.Type(value = Spread.Categories.class, name = "categories"),
    @JsonSubTypes.Type(value = TextSpread.class, name = "text")
})
sealed interface Spread permits Spread.Numbers, Spread.Categories, TextSpread {

    /** Added to each count, so that what never came is a surprise and not an impossibility. */
    double SMOOTHING = 0.5;

    /** In nats, as a log-likelihood has them, so that the fields' surprises can be added up. */
    double surprise(@Nullable Object value, Columns columns);

    /** How rare a thing is that came {@code count} times in {@code cases}, and that {@code kinds} other things can be. */
    static double rarity(double count, double cases, int kinds) {
        return -Math.log((count + SMOOTHING) / (cases + SMOOTHING * kinds));
    }

    /** That of Student's t with 3 degrees of freedom: far away is strange, and no single field drowns all others. */
    static double tail(double deviations) {
        return 2 * Math.log1p(deviations * deviations / 3);
    }

    /** Mean and deviation; {@code missing} and {@code present} are the surprises of there being no number, and one. */
    record Numbers(double mean, double deviation, double missing, double present) implements Spread {

        static Numbers learn(List<@Nullable Object> values) {
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
            // a constant: another value is strange, but by how much nothing can tell
            double least = 1e-3 * Math.max(1e-3, Math.abs(mean));
            return new Numbers(
                    mean,
                    Math.max(least, deviation),
                    rarity(values.size() - numbers.length, values.size(), 2),
                    rarity(numbers.length, values.size(), 2));
        }

        @Override
        public double surprise(@Nullable Object value, Columns columns) {
            return value == null ? missing : present + tail(((Double) value - mean) / deviation);
        }
    }

    /** The surprise of each category; of one that never came; and of there being none. */
    record Categories(Map<String, Double> known, double never, double missing) implements Spread {

        static Categories learn(List<@Nullable Object> values) {
            var counts = new HashMap<String, Integer>();
            int missing = 0;
            for (var value : values) {
                if (value == null) {
                    missing++;
                } else {
                    counts.merge((String) value, 1, Integer::sum);
                }
            }
            int kinds = counts.size() + 2;
            var known = new HashMap<String, Double>();
            counts.forEach((value, count) -> known.put(value, rarity(count, values.size(), kinds)));
            return new Categories(known, rarity(0, values.size(), kinds), rarity(missing, values.size(), kinds));
        }

        @Override
        public double surprise(@Nullable Object value, Columns columns) {
            return value == null ? missing : known.getOrDefault((String) value, never);
        }
    }

    /** The values of a field in the cases, null for a missing one. */
    static List<@Nullable Object> values(String field, List<Encoded> cases) {
        var values = new ArrayList<@Nullable Object>();
        cases.forEach(one -> values.add(one.subject().fields().get(field)));
        return values;
    }
}
