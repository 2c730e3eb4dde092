package org.countersign.prediction;

import java.util.List;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;

/** How a model learns. */
public enum Learner {
    /** Logistic regression: runs everywhere, explains itself, needs few examples. */
    LINEAR,
    /** Boosted trees: mostly more accurate from a thousand examples on; training needs XGBoost's native library. */
    BOOSTED_TREES,
    /** Many trees, each grown on a draw of the examples and averaged: no native code, slow to train on many examples. */
    RANDOM_FOREST,
    /** How often each word occurs under each label: for texts, from few examples, trained in a moment. */
    NAIVE_BAYES;

    /** What is worth trying for cases like the policy's, in the order to try. */
    public static List<Learner> candidates(Policy policy) {
        var modelled =
                policy.fields().stream().filter(field -> !field.isProtected()).toList();
        boolean texts = modelled.stream().anyMatch(field -> field.type() == FieldType.TEXT);
        boolean others = modelled.stream().anyMatch(field -> field.type() != FieldType.TEXT);
        if (!texts) {
            return List.of(LINEAR, BOOSTED_TREES, RANDOM_FOREST);
        }
        return others ? List.of(LINEAR, BOOSTED_TREES, NAIVE_BAYES) : List.of(LINEAR, NAIVE_BAYES);
    }
}
