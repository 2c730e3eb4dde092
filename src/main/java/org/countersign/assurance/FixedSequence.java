package org.countersign.assurance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * Certifies a threshold from one batch of labelled cases: walks from strict to lax while the chance of so few errors, at
 * a share of {@code alpha}, is at most {@code delta}. A threshold above which more than {@code alpha} are wrong is
 * reached with a chance of at most {@code delta}, however many thresholds there are. One look at one batch.
 *
 * @param steps those that were walked; only the last can have failed
 */
public record FixedSequence(double alpha, double delta, List<Step> steps) {

    /** A start with fewer labels, in multiples of the least number, passes only if there is no error at all, or never. */
    private static final double STRICTEST_START = 1.6;

    /** With so many a chance error or two does not end the walk at its first step. */
    private static final double SAFE_START = 5;

    /** A start that approves more than this may lie above what a middling model can keep. */
    private static final double LAXEST_START = .2;

    /** Between thresholds, as a share of all cases. */
    private static final double STRIDE = .005;

    private static final int MOST_LABELS = 10_000_000;

    /**
     * One threshold that was tried.
     *
     * @param n labelled cases with at least this score
     * @param k wrong ones among them
     * @param p the chance of at most k errors, were the share of wrong ones alpha
     */
    public record Step(double threshold, int n, int k, double p, boolean passed) {}

    /**
     * Labelled cases with at least a score, counted.
     *
     * @param k wrong ones among the n
     */
    public record Tally(double threshold, int n, int k) {}

    public FixedSequence {
        Shares.require("alpha", alpha);
        Shares.require("delta", delta);
        steps = List.copyOf(steps);
    }

    /** Walks down the grid. */
    public static FixedSequence walk(List<Double> grid, List<ScoredCase> cases, double alpha, double delta) {
        var sorted = cases.stream()
                .sorted(Comparator.comparingDouble(ScoredCase::score).reversed())
                .toList();
        var tallies = new ArrayList<Tally>();
        int n = 0;
        int k = 0;
        for (double threshold : grid) {
            while (n < sorted.size() && sorted.get(n).score() >= threshold) {
                k += sorted.get(n++).wrong() ? 1 : 0;
            }
            tallies.add(new Tally(threshold, n, k));
        }
        return walk(tallies, alpha, delta);
    }

    /** Walks over cases that were counted already. */
    public static FixedSequence walk(List<Tally> tallies, double alpha, double delta) {
        requireDescending(tallies.stream().map(Tally::threshold).toList());
        var steps = new ArrayList<Step>();
        for (var tally : tallies) {
            double p = chance(tally.n(), tally.k(), alpha);
            steps.add(new Step(tally.threshold(), tally.n(), tally.k(), p, p <= delta));
            if (p > delta) {
                break;
            }
        }
        return new FixedSequence(alpha, delta, steps);
    }

    /** The last step that passed: what may be used. */
    public Optional<Step> certified() {
        return steps.stream().filter(Step::passed).reduce((first, last) -> last);
    }

    /** P(Bin(n, alpha) ≤ k). */
    static double chance(double n, double k, double alpha) {
        return Beta.binomial(k, n, alpha);
    }

    /** n0: with fewer labels nothing is certified, even if none is wrong. */
    public static int leastLabels(double alpha, double delta) {
        return (int) Math.ceil(Math.log(delta) / Math.log1p(-alpha));
    }

    /** The largest number of errors in n labels that still passes; -1 if not even none does. */
    static int mostErrors(int n, double alpha, double delta) {
        int k = -1;
        while (k < n && chance(n, k + 1, alpha) <= delta) {
            k++;
        }
        return k;
    }

    /**
     * How many more labels until n labels with k errors would pass, if errors stay as frequent; empty if they are too
     * frequent for that.
     */
    public static OptionalInt moreLabels(int n, double k, double alpha, double delta) {
        double share = n == 0 ? 0 : k / n;
        if (n > 0 && chance(n, k, alpha) <= delta) {
            return OptionalInt.of(0);
        }
        if (share >= alpha || chance(MOST_LABELS, share * MOST_LABELS, alpha) > delta) {
            return OptionalInt.empty();
        }
        int few = n;
        int enough = MOST_LABELS;
        while (enough - few > 1) {
            int middle = (few + enough) / 2;
            if (chance(middle, share * middle, alpha) <= delta) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return OptionalInt.of(enough - n);
    }

    /**
     * Thresholds from strict to lax, made without looking at a label: quantiles of recent scores, from where
     * {@code labels} labelled cases can be expected to certify anything.
     */
    public static List<Double> grid(List<Double> recentScores, long labels, double alpha, double delta) {
        if (recentScores.isEmpty()) {
            return List.of();
        }
        var sorted = recentScores.stream().sorted(Comparator.reverseOrder()).toList();
        double least = labels == 0 ? 1 : (double) leastLabels(alpha, delta) / labels;
        double start = Math.min(1, Math.max(STRICTEST_START * least, Math.min(SAFE_START * least, LAXEST_START)));
        var thresholds = new TreeSet<Double>(Comparator.reverseOrder());
        for (double share = start; share < 1; share += STRIDE) {
            thresholds.add(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
        }
        thresholds.add(sorted.get(sorted.size() - 1));
        return List.copyOf(thresholds);
    }

    static List<Double> requireDescending(List<Double> grid) {
        for (int i = 1; i < grid.size(); i++) {
            if (!(grid.get(i) < grid.get(i - 1))) {
                throw new IllegalArgumentException("The thresholds do not descend: " + grid);
            }
        }
        return grid;
    }
}
