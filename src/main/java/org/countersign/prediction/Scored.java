package org.countersign.prediction;

import java.util.List;

/** What a model said about a case of known label: a probability for each label, and which label is right. */
final class Scored {

    private final double[] probabilities;
    private final int right;
    private final double weight;

    Scored(double[] probabilities, int right, double weight) {
        this.probabilities = probabilities;
        this.right = right;
        this.weight = weight;
    }

    double[] probabilities() {
        return probabilities;
    }

    int right() {
        return right;
    }

    double weight() {
        return weight;
    }

    /** Weighted mean of the negative logs of the right labels' probabilities, in nats. */
    static double logLoss(List<Scored> known, Calibrator calibrator) {
        double loss = 0;
        double weights = 0;
        for (var one : known) {
            double probability = calibrator.apply(one.probabilities())[one.right()];
            loss -= one.weight() * Math.log(Math.max(Calibrator.LEAST, probability));
            weights += one.weight();
        }
        return loss / weights;
    }
}
