package org.countersign.monitoring;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * The population stability index of two samples, and what it must pass to say anything. The usual fixed threshold of .1
 * is passed by 40 % of small samples in which nothing has changed; without a change the index is about
 * {@code (1/n + 1/m)} times chi-squared with one degree of freedom less than there are bins (Yurdakul and Naranjo 2020).
 */
final class Psi {

    private static final double LEAST = .1;
    private static final double RARELY = .999;

    /** Added to each count: an empty bin would make the index infinite. */
    private static final double HALF = .5;

    private Psi() {}

    /** At least 0. */
    static double of(Bins bins) {
        double n = bins.all().stream().mapToDouble(b -> b.before() + HALF).sum();
        double m = bins.all().stream().mapToDouble(b -> b.recent() + HALF).sum();
        return bins.all().stream()
                .mapToDouble(b -> of((b.before() + HALF) / n, (b.recent() + HALF) / m))
                .sum();
    }

    private static double of(double before, double recent) {
        return (recent - before) * Math.log(recent / before);
    }

    /** Passed once in a thousand samples in which nothing has changed, and never below .1. */
    static double threshold(long n, long m, int bins) {
        return bins < 2
                ? LEAST
                : Math.max(
                        LEAST,
                        (1. / n + 1. / m) * ChiSquaredDistribution.of(bins - 1).inverseCumulativeProbability(RARELY));
    }
}
