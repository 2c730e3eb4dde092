package org.countersign.learning;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** An estimate, and the bounds that hold the truth 19 times out of 20. */
public record Interval(double estimate, double low, double high) {

    private static final double Z = 1.959963984540054;

    /** Of a share, by Wilson; weights count by the number of equal ones that would be as sure (Kish). */
    static Interval ofShare(List<Judged> judged, ToDoubleFunction<Judged> oneOrZero) {
        if (judged.isEmpty()) {
            return new Interval(0, 0, 1);
        }
        var p = mean(judged, oneOrZero);
        var n = effective(judged);
        var centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new Interval(p, Math.min(p, Math.max(0, centre - half)), Math.max(p, Math.min(1, centre + half)));
    }

    /** Of a weighted mean (Hajek), by its linearised standard error. */
    static Interval ofMean(List<Judged> judged, ToDoubleFunction<Judged> value) {
        if (judged.isEmpty()) {
            return new Interval(0, 0, 0);
        }
        var mean = mean(judged, value);
        var squares = judged.stream()
                .mapToDouble(j -> Math.pow(j.weight() * (value.applyAsDouble(j) - mean), 2))
                .sum();
        var half = Z * Math.sqrt(squares) / weight(judged);
        return new Interval(mean, Math.max(0, mean - half), mean + half);
    }

    static double effective(List<Judged> judged) {
        var squares = judged.stream().mapToDouble(j -> j.weight() * j.weight()).sum();
        return squares == 0 ? 0 : Math.pow(weight(judged), 2) / squares;
    }

    private static double mean(List<Judged> judged, ToDoubleFunction<Judged> value) {
        return judged.stream()
                        .mapToDouble(j -> j.weight() * value.applyAsDouble(j))
                        .sum()
                / weight(judged);
    }

    private static double weight(List<Judged> judged) {
        return judged.stream().mapToDouble(Judged::weight).sum();
    }
}
