package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.FixedSequence.Tally;
import org.jspecify.annotations.Nullable;

/**
 * Scored cases that rules leave to a model, counted in fine bins of confidence, so that millions take no more memory than a
 * few. A bin is a hundredth of log-odds wide: .0009 at a confidence of .9, finer above. Cases that rules keep for people
 * are in no bin, and counted beside them.
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
    private int approvable;
    private int keptCases;
    private int keptWrong;
    private int keptDecided;
    private int keptPersonWrong;

    private static int bin(double confidence) {
        double logOdds = Math.log(confidence) - Math.log1p(-confidence);
        return (int) Math.max(LOWEST, Math.min(HIGHEST, Math.floor(logOdds / WIDTH))) - LOWEST;
    }

    /** The least confidence in a bin. */
    private static double edge(int bin) {
        return bin == 0 ? 0 : 1 / (1 + Math.exp(-(bin + LOWEST) * WIDTH));
    }

    /**
     * A case that is left to the model.
     *
     * @param personIsWrong null when it is not known what a person decided
     */
    void add(double confidence, boolean isWrong, @Nullable Boolean personIsWrong) {
        int bin = bin(confidence);
        approvable++;
        cases[bin]++;
        wrong[bin] += isWrong ? 1 : 0;
        decided[bin] += personIsWrong == null ? 0 : 1;
        personWrong[bin] += Boolean.TRUE.equals(personIsWrong) ? 1 : 0;
    }

    /** A case that rules keep for people, however sure the model is. */
    void keep(boolean isWrong, @Nullable Boolean personIsWrong) {
        keptCases++;
        keptWrong += isWrong ? 1 : 0;
        keptDecided += personIsWrong == null ? 0 : 1;
        keptPersonWrong += Boolean.TRUE.equals(personIsWrong) ? 1 : 0;
    }

    /** All cases. */
    int count() {
        return approvable + keptCases;
    }

    /** Those that rules leave to the model. */
    int approvable() {
        return approvable;
    }

    /** The share of all cases that the model gets right, left alone. */
    double modelRight() {
        return 1 - (double) (keptWrong + IntStream.of(wrong).sum()) / count();
    }

    /** The share that the person gets right, of those of which it is known; null if of none. */
    @Nullable
    Double personRight() {
        int known = keptDecided + IntStream.of(decided).sum();
        return known == 0
                ? null
                : 1 - (double) (keptPersonWrong + IntStream.of(personWrong).sum()) / known;
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
                double edge = edge(bin);
                // close to one, rounding gives several bins the same edge, and they are one threshold
                if (!tallies.isEmpty() && tallies.get(tallies.size() - 1).threshold() == edge) {
                    tallies.remove(tallies.size() - 1);
                }
                tallies.add(new Tally(edge, n, k));
            }
        }
        return tallies;
    }

    /**
     * The tallies at the thresholds of a grid for so many labels of cases that are left to the model, which is chosen
     * without looking at any label.
     */
    List<Tally> tallies(long labels, double alpha, double delta) {
        var grid = new TreeSet<>(FixedSequence.grid(quantiles(), labels, alpha, delta));
        return tallies().stream().filter(t -> grid.contains(t.threshold())).toList();
    }

    private List<Double> quantiles() {
        var all = tallies();
        var quantiles = new ArrayList<Double>(QUANTILES);
        for (int q = 1, at = 0; q <= QUANTILES && !all.isEmpty(); q++) {
            while (all.get(at).n() < (double) q / QUANTILES * approvable - 1e-9) {
                at++;
            }
            quantiles.add(all.get(at).threshold());
        }
        return quantiles;
    }

    /**
     * How many of the cases below a threshold, or kept by rules, the person gets wrong, as far as the file tells; NaN if it
     * does not.
     */
    double personWrongElsewhere(double threshold) {
        int all = keptCases;
        int known = keptDecided;
        int bad = keptPersonWrong;
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
