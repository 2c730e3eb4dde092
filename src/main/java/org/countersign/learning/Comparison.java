package org.countersign.learning;

import org.jspecify.annotations.Nullable;

/**
 * Two models on the same examples, which neither was trained on.
 *
 * @param n how many examples were held back, but for those that a person picked, as no estimate may use them
 * @param champion null when no model was in force, or none that can judge these cases
 */
public record Comparison(int n, @Nullable Score champion, Score challenger) {

    /**
     * How one model did.
     *
     * @param correct how many of the n were right
     * @param accuracy in 0..1, each case weighted by one over the probability with which it was chosen; 0 when n is 0
     * @param logLoss mean negative log of the probability given to the right label, in nats, weighted; lower is better
     */
    public record Score(String model, int correct, double accuracy, double logLoss) {}
}
