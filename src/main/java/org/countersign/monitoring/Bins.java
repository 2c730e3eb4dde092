package org.countersign.monitoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    /** In place of a value that is not there. */
    enum Missing {
        MISSING;

        @Override
        public String toString() {
            return "missing";
        }
    }

    static final String OTHER = "other";

    private static final int TENTHS = 10;

    /** As people would list them, whatever order they came in. */
    private static final Comparator<Object> SMALLEST_FIRST = Comparator.<Object>comparingDouble(
                    value -> value instanceof Double number ? number : Double.POSITIVE_INFINITY)
            .thenComparing(Object::toString);

    /** Expected in each sample, or a count says too little (Cochran's rule). */
    private static final double LEAST_EXPECTED = 5;

    /** Values are {@link Double}, {@link String} or {@link Missing}. */
    static Bins of(List<Object> before, List<Object> recent) {
        var edges = edges(before);
        var bins = new LinkedHashMap<Object, Bin>();
        before.stream().sorted(SMALLEST_FIRST).forEach(value -> add(bins, edges, value, 1, 0));
        recent.stream().sorted(SMALLEST_FIRST).forEach(value -> add(bins, edges, value, 0, 1));
        return pooled(bins, before.size(), recent.size());
    }

    /** Upper ends of the bins of numbers, the last one open; none when values are counted one by one. */
    private static double[] edges(List<Object> values) {
        var sorted = values.stream()
                .filter(Double.class::isInstance)
                .mapToDouble(v -> (Double) v)
                .sorted()
                .toArray();
        if (Arrays.stream(sorted).distinct().count() <= TENTHS) {
            return new double[0];
        }
        return IntStream.range(1, TENTHS)
                .mapToDouble(tenth -> sorted[(int) Math.ceil((double) tenth * sorted.length / TENTHS) - 1])
                .distinct()
                .filter(edge -> edge < sorted[sorted.length - 1])
                .toArray();
    }

    private static void add(Map<Object, Bin> bins, double[] edges, Object value, long before, long recent) {
        var isBinned = edges.length > 0 && value instanceof Double;
        Object key = isBinned ? (Object) bin(edges, (Double) value) : value;
        var bin = bins.get(key);
        var name = bin != null ? bin.name() : isBinned ? name(edges, (Integer) key) : text(value);
        bins.merge(key, new Bin(name, before, recent), Bin::plus);
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
        return d == Math.rint(d) && Math.abs(d) < 1e15
                ? String.format(Locale.ROOT, "%,d", d.longValue())
                : String.format(Locale.ROOT, "%.4g", d);
    }

    private static Bins pooled(Map<Object, Bin> bins, int before, int recent) {
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
