package org.countersign.prediction;

/** How a model learns. */
public enum Learner {
    /** Logistic regression: runs everywhere, explains itself, needs few examples. */
    LINEAR,
    /** Boosted trees: mostly more accurate from a thousand examples on; training needs XGBoost's native library. */
    BOOSTED_TREES
}
