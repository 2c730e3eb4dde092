package org.countersign.rehearsal;

import java.util.function.DoubleUnaryOperator;
import org.countersign.assurance.Beta;

/**
 * The interval of Clopper and Pearson for a share, with confidence 95 %: it covers the truth at least that often, for few
 * errors and many. Counts need not be whole, so that weighted ones fit, too.
 */
record ExactInterval(double low, double high) {

    private static final double TAIL = .025;
    private static final int HALVINGS = 60;

    static ExactInterval of(double wrong, double n) {
        var low = wrong <= 0 ? 0 : root(p -> Beta.lower(p, wrong, n - wrong + 1) - TAIL);
        var high = wrong >= n ? 1 : root(p -> Beta.lower(p, wrong + 1, n - wrong) - (1 - TAIL));
        return new ExactInterval(low, high);
    }

    /** Where a rising function of 0..1 crosses zero. */
    private static double root(DoubleUnaryOperator rising) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (rising.applyAsDouble(middle) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }
}
