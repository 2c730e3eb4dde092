package org.countersign.monitoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.decision.Case;
import org.countersign.decision.Prediction;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Something about decisions that may change as time passes: a field, or what the model says. Of a text it is the length;
 * what texts are about shows in what the model says of them.
 *
 * @param title in words
 * @param words for values that have some
 * @param value a number or a text; null when missing
 */
record Feature(String name, String title, Map<String, String> words, Function<Asked, @Nullable Object> value) {

    /** What was asked, and what the model said. */
    record Asked(Case subject, Prediction said) {}

    static List<Feature> of(Policy policy) {
        var features = new ArrayList<Feature>();
        policy.fields().forEach(field -> features.add(of(field)));
        var labels = policy.labels().stream().collect(Collectors.toMap(Label::name, Label::title));
        features.add(new Feature(
                "prediction.label", "What the model says", labels, a -> a.said().label()));
        features.add(new Feature(
                "prediction.confidence", "Confidence", Map.of(), a -> a.said().confidence()));
        features.add(new Feature(
                "prediction.typicality", "Typicality", Map.of(), a -> a.said().typicality()));
        return features;
    }

    private static Feature of(Field field) {
        return field.type() == FieldType.TEXT
                ? new Feature(field.name(), field.title() + " (length)", Map.of(), a -> length(value(field, a)))
                : new Feature(field.name(), field.title(), field.values(), a -> value(field, a));
    }

    private static @Nullable Object value(Field field, Asked asked) {
        return asked.subject().value(field.name()).orElse(null);
    }

    private static @Nullable Object length(@Nullable Object text) {
        return text == null ? null : (double) text.toString().length();
    }
}
