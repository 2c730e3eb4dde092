package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.FixedSequence.Tally;

/**
 * Scored cases counted in fine bins of confidence, so that millions take no more memory than a few. A bin is a hundredth of
 * log-odds wide: .0009 at a confidence of .9, finer above.
 */
final class ScoreBins {

    private static final double WIDTH = .01;
    private static final int LOWEST = -500;

    /** The largest confidence below one that can be told from it has log-odds of 36.7. */
    private static final int HIGHEST = 3700;

    private static final int QUANTILES = 1000;

    private final int[] cases = new int[HIGHEST - LOWEST + 1];
    private final int[] wrong = new int[HIGHEST - LOWEST + 1];
    private final int[] decided = new int[HIGHEST - LOWEST + 1];
    private final int[] personWrong = new int[HIGHEST - LOWEST + 1];
    private int count;

    private static int bin(double confidence) {
        double logOdds = Math.log(confidence) - Math.log1p(-confidence);
        return (int) Math.max(LOWEST, Math.min(HIGHEST, Math.floor(logOdds / WIDTH))) - LOWEST;
    }

    /** The least confidence in a bin. */
    private static double edge(int bin) {
        return bin == 0 ? 0 : 1 / (1 + Math.exp(-(bin + LOWEST) * WIDTH));
    }

    void add(double confidence, boolean isWrong) {
        int bin = bin(confidence);
        count++;
        cases[bin]++;
        wrong[bin] += isWrong ? 1 : 0;
    }

    /** A case of which it is also known what a person decided. */
    void add(double confidence, boolean isWrong, boolean personIsWrong) {
        add(confidence, isWrong);
        int bin = bin(confidence);
        decided[bin]++;
        personWrong[bin] += personIsWrong ? 1 : 0;
    }

    int count() {
        return count;
    }

    /** Each threshold above which cases lie, from strict to lax. */
    List<Tally> tallies() {
        var tallies = new ArrayList<Tally>();
        int n = 0;
        int k = 0;
        for (int bin = cases.length - 1; bin >= 0; bin--) {
            n += cases[bin];
            k += wrong[bin];
            if (cases[bin] > 0) {
                tallies.add(new Tally(edge(bin), n, k));
            }
        }
        return tallies;
    }

    /** The tallies at the thresholds of a grid for so many labels, which is chosen without looking at any label. */
    List<Tally> tallies(int labels, double alpha, double delta) {
        var grid = new TreeSet<>(FixedSequence.grid(quantiles(), labels, alpha, delta));
        return tallies().stream().filter(t -> grid.contains(t.threshold())).toList();
    }

    private List<Double> quantiles() {
        var all = tallies();
        var quantiles = new ArrayList<Double>(QUANTILES);
        for (int q = 1, at = 0; q <= QUANTILES && !all.isEmpty(); q++) {
            while (all.get(at).n() < (double) q / QUANTILES * count - 1e-9) {
                at++;
            }
            quantiles.add(all.get(at).threshold());
        }
        return quantiles;
    }

    /** How many of the cases below a threshold the person gets wrong, as far as the file tells; NaN if it does not. */
    double personWrongBelow(double threshold) {
        int all = 0;
        int known = 0;
        int bad = 0;
        for (int bin = 0; bin < cases.length && edge(bin) < threshold; bin++) {
            all += cases[bin];
            known += decided[bin];
            bad += personWrong[bin];
        }
        if (all == 0) {
            return 0;
        }
        return known == 0 ? Double.NaN : (double) bad / known * all;
    }
}
