package org.countersign.routing;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers: disjoint spans, each from a bound to before the next. There is nothing between a double and the next one up, so
 * a span that includes its upper end {@code x} ends before {@code nextUp(x)}, and no other kind of bound is needed.
 */
final class Spans implements Values {

    static final Spans ALL = new Spans(new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY});

    private final double[] cuts;

    private Spans(double[] cuts) {
        this.cuts = cuts;
    }

    /** All x with from <= x < until. */
    static Spans between(double from, double until) {
        return from < until ? new Spans(new double[] {from, until}) : new Spans(new double[0]);
    }

    static Spans fromTo(double from, double to) {
        return between(from, after(to));
    }

    static Spans of(Operator operator, double x) {
        return switch (operator) {
            case EQUAL -> fromTo(x, x);
            case NOT_EQUAL -> fromTo(x, x).not();
            case LESS -> between(Double.NEGATIVE_INFINITY, x);
            case AT_MOST -> between(Double.NEGATIVE_INFINITY, after(x));
            case MORE -> between(after(x), Double.POSITIVE_INFINITY);
            case AT_LEAST -> between(x, Double.POSITIVE_INFINITY);
        };
    }

    static Spans of(List<Double> points) {
        var outside = ALL;
        for (var point : points) {
            outside = outside.and(fromTo(point, point).not());
        }
        return outside.not();
    }

    /** The sum turns a negative zero into zero. */
    private static double after(double x) {
        return Math.nextUp(x) + 0.0;
    }

    double[] cuts() {
        return cuts;
    }

    @Override
    public Spans and(Values other) {
        var that = ((Spans) other).cuts;
        var both = new double[cuts.length + that.length];
        int size = 0;
        for (int i = 0, j = 0; i < cuts.length && j < that.length; ) {
            double from = Math.max(cuts[i], that[j]);
            double until = Math.min(cuts[i + 1], that[j + 1]);
            if (from < until) {
                both[size++] = from;
                both[size++] = until;
            }
            if (cuts[i + 1] < that[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return new Spans(Arrays.copyOf(both, size));
    }

    @Override
    public Spans not() {
        boolean startsOpen = cuts.length > 0 && cuts[0] == Double.NEGATIVE_INFINITY;
        boolean endsOpen = cuts.length > 0 && cuts[cuts.length - 1] == Double.POSITIVE_INFINITY;
        int from = startsOpen ? 1 : 0;
        int until = endsOpen ? cuts.length - 1 : cuts.length;
        var rest = new double[until - from + (startsOpen ? 0 : 1) + (endsOpen ? 0 : 1)];
        int size = 0;
        if (!startsOpen) {
            rest[size++] = Double.NEGATIVE_INFINITY;
        }
        for (int i = from; i < until; i++) {
            rest[size++] = cuts[i];
        }
        if (!endsOpen) {
            rest[size] = Double.POSITIVE_INFINITY;
        }
        return new Spans(rest);
    }

    @Override
    public boolean isEmpty() {
        return cuts.length == 0;
    }

    /** Spans never touch, so one span must hold the whole of another. */
    @Override
    public boolean contains(Values other) {
        var that = ((Spans) other).cuts;
        int i = 0;
        for (int j = 0; j < that.length; j += 2) {
            while (i < cuts.length && cuts[i + 1] < that[j + 1]) {
                i += 2;
            }
            if (i == cuts.length || cuts[i] > that[j]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean meets(Values other) {
        var that = ((Spans) other).cuts;
        for (int i = 0, j = 0; i < cuts.length && j < that.length; ) {
            if (Math.max(cuts[i], that[j]) < Math.min(cuts[i + 1], that[j + 1])) {
                return true;
            }
            if (cuts[i + 1] < that[j + 1]) {
                i += 2;
            } else {
                j += 2;
            }
        }
        return false;
    }
}
