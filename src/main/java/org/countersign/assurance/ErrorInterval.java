package org.countersign.assurance;

import java.util.function.DoubleUnaryOperator;

/**
 * The shares of wrong decisions that k errors in n checks leave possible: it misses the truth with a chance of at most
 * delta over all times together, so that it may be looked at after every check.
 */
public record ErrorInterval(double low, double high) {

    private static final int HALVINGS = 60;

    public static ErrorInterval of(long wrong, long checks, double delta) {
        Shares.require("delta", delta);
        if (checks == 0) {
            return new ErrorInterval(0, 1);
        }
        double seen = (double) wrong / checks;
        double mixture = Beta.log(wrong + 1.0, checks - wrong + 1.0);
        DoubleUnaryOperator beyond = p -> mixture
                - (wrong == 0 ? 0 : wrong * Math.log(p))
                - (wrong == checks ? 0 : (checks - wrong) * Math.log1p(-p))
                + Math.log(delta);
        return new ErrorInterval(wrong == 0 ? 0 : edge(beyond, seen, 0), wrong == checks ? 1 : edge(beyond, seen, 1));
    }

    private static double edge(DoubleUnaryOperator beyond, double inside, double outside) {
        double in = inside;
        double out = outside;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (beyond.applyAsDouble(middle) < 0) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }
}
