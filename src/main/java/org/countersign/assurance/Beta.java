package org.countersign.assurance;

/**
 * The beta function and its regularised incomplete form, in logarithms, so that tails far below the smallest double stay
 * exact.
 */
public final class Beta {

    private static final int TERMS = 100_000;
    private static final double CLOSE = 1e-15;
    private static final double TINY = 1e-300;

    private Beta() {}

    /** ln B(a, b). */
    public static double log(double a, double b) {
        return logGamma(a) + logGamma(b) - logGamma(a + b);
    }

    /** I_x(a, b): the chance that a beta-distributed number is at most x. */
    public static double lower(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        return isLeft(x, a, b) ? Math.exp(logTail(x, a, b)) : -Math.expm1(logTail(1 - x, b, a));
    }

    /** ln(1 - I_x(a, b)), also where 1 - I would cancel to nothing. */
    public static double logUpper(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : Double.NEGATIVE_INFINITY;
        }
        return isLeft(x, a, b) ? Math.log(-Math.expm1(logTail(x, a, b))) : logTail(1 - x, b, a);
    }

    /** The chance of at most {@code successes} in {@code trials}; counts need not be whole. */
    public static double binomial(double successes, double trials, double chance) {
        return successes >= trials ? 1 : lower(1 - chance, trials - successes, successes + 1);
    }

    /** Where the continued fraction converges fast, and where the tail is the smaller part. */
    private static boolean isLeft(double x, double a, double b) {
        return x <= (a + 1) / (a + b + 2);
    }

    private static double logTail(double x, double a, double b) {
        return a * Math.log(x) + b * Math.log1p(-x) - log(a, b) - Math.log(a) + Math.log(fraction(x, a, b));
    }

    /** Lentz's way to evaluate the continued fraction; it takes about as many terms as the root of a + b. */
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
            if (Math.abs(d * c - 1) < CLOSE) {
                break;
            }
        }
        return value;
    }

    private static double guarded(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series, shifted to where it is exact to 1e-14. */
    static double logGamma(double x) {
        double product = 1;
        double z = x;
        while (z < 15) {
            product *= z;
            z++;
        }
        double i = 1 / (z * z);
        double series = (1.0 / 12 - i * (1.0 / 360 - i * (1.0 / 1260 - i * (1.0 / 1680 - i / 1188)))) / z;
        return (z - .5) * Math.log(z) - z + .5 * Math.log(2 * Math.PI) + series - Math.log(product);
    }
}
