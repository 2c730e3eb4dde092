package org.countersign.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Two samples of one feature, counted alike: numbers by the tenths of the first sample, categories and numbers of few
 * values by value. What is too rare to tell anything is counted together.
 *
 * @param all none is empty in both samples
 */
record Bins(List<Bin> all) {

    /** How often a value comes in each sample. */
    record Bin(String name, long before, long recent) {

        Bin plus(Bin other) {
            return new Bin(name, before + other.before, recent + other.recent);
        }

        long both() {
            return before + recent;
        }
    }

    static final String MISSING = "missing";
    static final String OTHER = "other";

    private static final int TENTHS = 10;

    /** As people would list them, whatever order they came in. */
    private static final Comparator<Object> SMALLEST_FIRST = Comparator.<Object>comparingDouble(
                    value -> value instanceof Double number ? number : Double.POSITIVE_INFINITY)
            .thenComparing(Object::toString);

    /** Expected in each sample, or a count says too little (Cochran's rule). */
    private static final double LEAST_EXPECTED = 5;

    /** Values are {@link Double} or {@link String}; what is missing is {@link #MISSING}. */
    static Bins of(List<Object> before, List<Object> recent) {
        var names = names(before);
        var bins = new LinkedHashMap<String, Bin>();
        before.stream().sorted(SMALLEST_FIRST).forEach(value -> add(bins, new Bin(names.apply(value), 1, 0)));
        recent.stream().sorted(SMALLEST_FIRST).forEach(value -> add(bins, new Bin(names.apply(value), 0, 1)));
        return pooled(bins, before.size(), recent.size());
    }

    private static void add(Map<String, Bin> bins, Bin bin) {
        bins.merge(bin.name(), bin, Bin::plus);
    }

    /** In which bin a value is. */
    private static Function<Object, String> names(List<Object> values) {
        var sorted = values.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(v -> (Double) v)
                .sorted()
                .toArray();
        if (Arrays.stream(sorted).distinct().count() <= TENTHS) {
            return Bins::text;
        }
        var edges = IntStream.range(1, TENTHS)
                .mapToDouble(tenth -> sorted[(int) Math.ceil((double) tenth * sorted.length / TENTHS) - 1])
                .distinct()
                .filter(edge -> edge < sorted[sorted.length - 1])
                .toArray();
        var names = IntStream.rangeClosed(0, edges.length)
                .mapToObj(bin -> name(edges, bin))
                .toList();
        return value -> value instanceof Double number ? names.get(bin(edges, number)) : text(value);
    }

    private static int bin(double[] edges, double number) {
        var found = Arrays.binarySearch(edges, number);
        return found >= 0 ? found : -found - 1;
    }

    private static String name(double[] edges, int bin) {
        if (bin == 0) {
            return "up to " + text(edges[0]);
        }
        return bin == edges.length ? "over " + text(edges[bin - 1]) : text(edges[bin - 1]) + " to " + text(edges[bin]);
    }

    private static String text(Object value) {
        if (!(value instanceof Double d)) {
            return value.toString();
        }
        return d == Math.rint(d) && Math.abs(d) < 1e9
                ? String.format(Locale.ROOT, "%,d", d.longValue())
                : String.format(Locale.ROOT, "%.4g", d);
    }

    private static Bins pooled(Map<String, Bin> bins, int before, int recent) {
        var least = LEAST_EXPECTED * (before + recent) / Math.min(before, recent);
        var kept = new ArrayList<Bin>();
        var other = new Bin(OTHER, 0, 0);
        for (var bin : bins.values()) {
            if (bin.both() >= least) {
                kept.add(bin);
            } else {
                other = other.plus(bin);
            }
        }
        if (other.both() > 0) {
            kept.add(other);
        }
        return new Bins(List.copyOf(kept));
    }

    long[] counts(ToLongFunction<Bin> of) {
        return all.stream().mapToLong(of).toArray();
    }
}
