package org.countersign.routing;

import java.util.Arrays;
import java.util.Optional;

/** What a pattern of a rule looks at; each exists exactly once per decision. */
public enum FactType {
    CASE("Case"),
    PREDICTION("Prediction"),
    STANDING("Standing"),
    WORKLOAD("Workload"),
    CONTEXT("Context");

    private final String word;

    FactType(String word) {
        this.word = word;
    }

    /** As written in rule text. */
    public String word() {
        return word;
    }

    static Optional<FactType> of(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }
}
