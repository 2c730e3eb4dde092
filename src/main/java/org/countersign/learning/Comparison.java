package org.countersign.learning;

import org.jspecify.annotations.Nullable;

/**
 * Two models on the same examples, which neither was trained on.
 *
 * @param n how many examples were held back
 * @param champion null when no model was in force, or none that can judge these cases
 */
public record Comparison(int n, @Nullable Score champion, Score challenger) {

    /**
     * How one model did.
     *
     * @param correct how many of the n were right
     * @param accuracy correct / n, in 0..1; 0 when n is 0
     * @param logLoss mean negative log of the probability given to the right label, in nats; lower is better
     */
    public record Score(String model, int correct, double accuracy, double logLoss) {}
}
