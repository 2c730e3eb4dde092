package org.countersign.prediction;

/**
 * How a model's confidence was brought in line with how often it is right, on labelled cases that it was not trained on.
 *
 * @param method {@code none}, {@code temperature}, {@code platt} or {@code venn-abers}: the one of least log loss
 * @param labels how many labelled cases it was learned and measured on
 * @param before as the model says it
 * @param after as it is given out; measured on fifths that the rest was learned from
 */
public record Calibration(String method, int labels, Quality before, Quality after) {

    /**
     * How good probabilities are; less is better.
     *
     * @param logLoss mean negative log of the right label's probability, in nats
     * @param brier mean over cases of the squared differences summed over labels, in 0..2
     * @param ece expected calibration error: how far confidence is from the share that is right, mean over 15 bins of
     *     equally many cases
     */
    public record Quality(double logLoss, double brier, double ece) {}
}
