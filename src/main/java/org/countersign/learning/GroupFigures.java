package org.countersign.learning;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.countersign.learning.ModelCard.Group;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** Figures by protected group. Numbers are cut into quarters of equal size. Too few cases say nothing, never "pass". */
final class GroupFigures {

    static final int LEAST = 200;
    private static final int QUARTERS = 4;

    private final Policy policy;
    private final List<Judged> judged;

    GroupFigures(Policy policy, List<Judged> judged) {
        this.policy = policy;
        this.judged = judged;
    }

    List<Group> all() {
        var groups = new ArrayList<Group>();
        policy.fields().stream()
                .filter(f -> f.isProtected() && f.type() != FieldType.TEXT)
                .forEach(field -> groups.addAll(of(field)));
        return groups;
    }

    private List<Group> of(Field field) {
        var bounds = field.type() == FieldType.NUMBER ? bounds(field) : new double[0];
        var byValue = new TreeMap<String, List<Judged>>();
        for (var j : judged) {
            var value = value(field, j.example().subject().fields().get(field.name()), bounds);
            byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(j);
        }
        return byValue.entrySet().stream()
                .map(g -> figures(field, g.getKey(), g.getValue()))
                .toList();
    }

    private Group figures(Field field, String value, List<Judged> of) {
        if (of.size() < LEAST) {
            return new Group(field.title(), value, of.size(), false, null, null);
        }
        return new Group(
                field.title(),
                value,
                of.size(),
                true,
                Interval.ofShare(of, j -> j.right() ? 1 : 0),
                Interval.ofShare(of, j -> isAdverse(j.label()) ? 1 : 0));
    }

    private boolean isAdverse(String label) {
        return policy.label(label).map(Label::adverse).orElse(false);
    }

    /** The upper bounds of all quarters but the last. */
    private double[] bounds(Field field) {
        var numbers = judged.stream()
                .map(j -> j.example().subject().fields().get(field.name()))
                .filter(Double.class::isInstance)
                .mapToDouble(Double.class::cast)
                .sorted()
                .toArray();
        var bounds = new double[QUARTERS - 1];
        for (var q = 1; q < QUARTERS; q++) {
            bounds[q - 1] = numbers.length == 0 ? 0 : numbers[q * (numbers.length - 1) / QUARTERS];
        }
        return bounds;
    }

    private static String value(Field field, @Nullable Object value, double[] bounds) {
        if (value == null) {
            return "missing";
        }
        if (!(value instanceof Double number)) {
            return field.values().getOrDefault(value.toString(), value.toString());
        }
        for (var q = 0; q < bounds.length; q++) {
            if (number <= bounds[q]) {
                return String.format(Locale.ROOT, "%d: up to %s", q + 1, words(bounds[q]));
            }
        }
        return String.format(Locale.ROOT, "%d: above %s", QUARTERS, words(bounds[bounds.length - 1]));
    }

    private static String words(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
