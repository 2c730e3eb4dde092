package org.countersign.prediction;

import java.util.List;

/** Scores a case in plain Java. Safe to use from many threads at once. */
sealed interface Scorer permits Linear, Trees, Forest, Onnx {

    List<String> labels();

    /** One score for each label, in their order; the greatest is the model's answer. */
    double[] margins(Columns columns);

    /** What the scores mean as probabilities: log-odds unless the scorer says otherwise. */
    default double[] probabilities(double[] margins) {
        return Softmax.of(margins);
    }

    /** Whether it can say exactly what each column did; else it is not asked. */
    default boolean explains() {
        return true;
    }

    /** The part of the label's margin that does not depend on the case. */
    double base(int label);

    /** Adds each column's part of the label's margin to its field's; with {@link #base} they sum to the margin. */
    void contribute(Columns columns, int label, int[] fieldOfColumn, double[] byField);
}
