package org.countersign.prediction;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** All log-odds divided by one number: above 1 the model was too sure, below 1 too modest. */
record Temperature(double temperature) implements Calibrator {

    private static final double WIDEST = Math.log(20);
    private static final int STEPS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** The one of least log loss, by golden section: the loss has one valley in the inverse temperature. */
    static Temperature fit(List<Scored> known) {
        DoubleUnaryOperator loss = log -> Scored.logLoss(known, new Temperature(Math.exp(log)));
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
