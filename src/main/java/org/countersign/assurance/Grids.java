package org.countersign.assurance;

import java.util.List;

/**
 * Thresholds to certify: quantiles of scores, fixed before any label is looked at. They are tried from strict to lax, so
 * a first one that hardly a case reaches would keep all others from being tried.
 */
final class Grids {

    private static final int FEWEST_SCORES = 20;

    /** So many place the thresholds well enough. A cell of few decisions may never have more at hand. */
    private static final int ENOUGH_SCORES = 50;

    /** How many times the least number of labels that could certify anything a stream takes for granted. */
    private static final int PATIENCE = 10;

    private Grids() {}

    /** Scores needed before a stream starts. */
    static int scoresNeeded(double alpha, double delta) {
        return Math.max(FEWEST_SCORES, Math.min(ENOUGH_SCORES, FixedSequence.leastLabels(alpha, delta)));
    }

    /** For labels that stream in. */
    static List<Double> forStream(List<Double> scores, double alpha, double delta) {
        var labels = (long) PATIENCE * FixedSequence.leastLabels(alpha, delta);
        return FixedSequence.grid(scores, Math.max(scores.size(), labels), alpha, delta);
    }

    /** For a batch of as many labels as scores. */
    static List<Double> forBatch(List<Double> scores, double alpha, double delta) {
        return FixedSequence.grid(scores, scores.size(), alpha, delta);
    }
}
