package org.countersign.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How good a model is on examples that it has not learned from, each weighted by one over the probability with which it
 * was chosen.
 *
 * @param n how many examples
 * @param effective how many equally weighted ones would be as sure
 * @param correct how many of them were right, unweighted
 * @param logLoss in nats
 * @param brier in 0..2
 * @param calibrationError mean gap between confidence and accuracy over bins of equal mass (ECE), in 0..1
 */
public record Metrics(
        int n,
        double effective,
        int correct,
        Interval accuracy,
        Interval logLoss,
        Interval brier,
        double calibrationError,
        List<Bin> calibration) {

    private static final int BINS = 15;

    /** Cases of like confidence: the mean of it, and how many of them were right. */
    public record Bin(int n, double confidence, Interval accuracy) {}

    static Metrics of(List<Judged> judged) {
        var bins = bins(judged);
        var gaps = bins.stream()
                .mapToDouble(b -> b.n() * Math.abs(b.confidence() - b.accuracy().estimate()))
                .sum();
        return new Metrics(
                judged.size(),
                Interval.effective(judged),
                (int) judged.stream().filter(Judged::right).count(),
                Interval.ofShare(judged, j -> j.right() ? 1 : 0),
                Interval.ofMean(judged, Judged::logLoss),
                Interval.ofMean(judged, Judged::brier),
                judged.isEmpty() ? 0 : gaps / judged.size(),
                bins);
    }

    private static List<Bin> bins(List<Judged> judged) {
        var sorted = judged.stream()
                .sorted(Comparator.comparingDouble(Judged::confidence))
                .toList();
        var bins = new ArrayList<Bin>();
        for (var b = 0; b < BINS; b++) {
            var bin = sorted.subList(b * sorted.size() / BINS, (b + 1) * sorted.size() / BINS);
            if (!bin.isEmpty()) {
                var confidence = Interval.ofMean(bin, Judged::confidence).estimate();
                bins.add(new Bin(bin.size(), confidence, Interval.ofShare(bin, j -> j.right() ? 1 : 0)));
            }
        }
        return bins;
    }
}
