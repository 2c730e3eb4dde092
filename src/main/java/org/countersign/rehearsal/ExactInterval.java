package org.countersign.rehearsal;

import java.util.function.DoubleUnaryOperator;

/**
 * The interval of Clopper and Pearson for a share, with confidence 95 %: it covers the truth at least that often, for few
 * errors and many. Counts need not be whole, so that weighted ones fit, too.
 */
record ExactInterval(double low, double high) {

    private static final double TAIL = .025;
    private static final int HALVINGS = 60;
    private static final int TERMS = 500;
    private static final double TINY = 1e-300;

    static ExactInterval of(double wrong, double n) {
        var low = wrong <= 0 ? 0 : root(p -> beta(p, wrong, n - wrong + 1) - TAIL);
        var high = wrong >= n ? 1 : root(p -> beta(p, wrong + 1, n - wrong) - (1 - TAIL));
        return new ExactInterval(low, high);
    }

    /** Where a rising function of 0..1 crosses zero. */
    private static double root(DoubleUnaryOperator rising) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** The regularised incomplete beta function, by its continued fraction (Lentz). */
    static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - beta(1 - x, b, a);
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return front * fraction(x, a, b) / a;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / guarded(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / guarded(1 + even * d);
            c = guarded(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / guarded(1 + odd * d);
            c = guarded(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-14) {
                break;
            }
        }
        return value;
    }

    private static double guarded(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series, shifted to where it is exact to 1e-13. */
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 15) {
            shift += Math.log(z);
            z++;
        }
        double i = 1 / (z * z);
        double series = (1.0 / 12 - i * (1.0 / 360 - i * (1.0 / 1260 - i / 1680))) / z;
        return (z - .5) * Math.log(z) - z + .5 * Math.log(2 * Math.PI) + series - shift;
    }
}
