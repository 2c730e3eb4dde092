package org.countersign.prediction;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** All log-odds divided by one number: above 1 the model was too sure, below 1 too modest. */
record Temperature(double temperature) implements Calibrator {

    private static final double WIDEST = Math.log(20);
    private static final int STEPS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /**
     * The one of least log loss, by golden section: the loss has one valley in the inverse temperature. Against targets as
     * smooth as Platt's, or a hundred cases without an error would make the model certain.
     */
    static Temperature fit(List<Scored> known) {
        double all = known.stream().mapToDouble(Scored::weight).sum();
        double miss = 1 / (all + 2);
        DoubleUnaryOperator loss = log -> smoothLoss(known, new Temperature(Math.exp(log)), miss);
        double low = -WIDEST;
        double high = WIDEST;
        for (int i = 0; i < STEPS; i++) {
            double a = high - GOLDEN * (high - low);
            double b = low + GOLDEN * (high - low);
            if (loss.applyAsDouble(a) <= loss.applyAsDouble(b)) {
                high = b;
            } else {
                low = a;
            }
        }
        return new Temperature(Math.exp((low + high) / 2));
    }

    /** With a chance of {@code miss} that one of the other labels is right. */
    private static double smoothLoss(List<Scored> known, Temperature temperature, double miss) {
        double loss = 0;
        for (var one : known) {
            var given = temperature.apply(one.probabilities());
            for (int label = 0; label < given.length; label++) {
                double target = label == one.right() ? 1 - miss : miss / (given.length - 1);
                loss -= one.weight() * target * Math.log(Math.max(LEAST, given[label]));
            }
        }
        return loss;
    }

    @Override
    public double[] apply(double[] probabilities) {
        var logs = new double[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = Math.log(Math.max(LEAST, probabilities[i])) / temperature;
        }
        return Softmax.of(logs);
    }

    @Override
    public String method() {
        return "temperature";
    }
}
