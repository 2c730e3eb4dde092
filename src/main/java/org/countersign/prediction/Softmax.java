package org.countersign.prediction;

/** Log-odds as probabilities that sum to 1. */
final class Softmax {

    private Softmax() {}

    static double[] of(double[] margins) {
        double greatest = margins[greatest(margins)];
        var probabilities = new double[margins.length];
        double sum = 0;
        for (int i = 0; i < margins.length; i++) {
            probabilities[i] = Math.exp(margins[i] - greatest);
            sum += probabilities[i];
        }
        for (int i = 0; i < margins.length; i++) {
            probabilities[i] /= sum;
        }
        return probabilities;
    }

    /** Where the greatest is; the first of equals. */
    static int greatest(double[] numbers) {
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best;
    }
}
