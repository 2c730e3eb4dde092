package org.countersign.prediction;

import java.util.List;

/** Scores a case in plain Java. Safe to use from many threads at once. */
sealed interface Scorer permits Linear, Trees {

    List<String> labels();

    /** One log-odds score for each label, in their order; the softmax of them are the probabilities. */
    double[] margins(Columns columns);

    /** The part of the label's margin that does not depend on the case. */
    double base(int label);

    /** Adds each column's part of the label's margin to its field's; with {@link #base} they sum to the margin. */
    void contribute(Columns columns, int label, int[] fieldOfColumn, double[] byField);
}
