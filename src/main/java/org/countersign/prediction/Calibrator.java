package org.countersign.prediction;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Makes a model's probabilities mean what they say. Stored as JSON; a new one makes a new version of the model. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "method")
@JsonSubTypes({
    @JsonSubTypes.Type(value = AsItIs.class, name = "none"),
    @JsonSubTypes.Type(value = Temperature.class, name = "temperature"),
    @JsonSubTypes.Type(value = Platt.class, name = "platt"),
    @JsonSubTypes.Type(value = VennAbers.class, name = "venn-abers")
})
sealed interface Calibrator permits AsItIs, Temperature, Platt, VennAbers {

    /** Neither more certain nor more impossible than this; what no one has seen can still be. */
    double LEAST = 1e-9;

    /** As a field it keeps its method in JSON. */
    record Stored(Calibrator calibrator) {}

    /** Probabilities of the labels in, probabilities of the same labels out; both sum to 1. */
    double[] apply(double[] probabilities);

    String method();

    static double logit(double probability) {
        double p = Math.min(1 - LEAST, Math.max(LEAST, probability));
        return Math.log(p / (1 - p));
    }

    static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    /** As shares of their sum. */
    static double[] normalised(double[] parts) {
        double sum = 0;
        for (var part : parts) {
            sum += part;
        }
        var shares = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            shares[i] = sum > 0 ? parts[i] / sum : 1.0 / parts.length;
        }
        return shares;
    }
}
