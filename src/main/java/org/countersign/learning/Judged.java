package org.countersign.learning;

import java.util.List;
import java.util.function.Function;
import org.countersign.decision.Prediction;

/**
 * What a model that has not learned from an example says of it.
 *
 * @param weight what it counts for
 * @param ofTruth probability given to the right label, in 0..1
 * @param brier squared distance of the probabilities from the truth, in 0..2
 */
record Judged(Example example, double weight, String label, double confidence, double ofTruth, double brier) {

    private static final double LEAST_PROBABILITY = 1e-9;

    /** Where no example may be used in an estimate, all are, and count alike: better than nothing, and said so. */
    static List<Judged> all(List<Example> examples, Function<Example, Prediction> model) {
        var unweighable = unweighable(examples);
        return examples.stream()
                .filter(e -> unweighable || e.estimateWeight() > 0)
                .map(e -> of(e, unweighable ? 1 : e.estimateWeight(), model.apply(e)))
                .toList();
    }

    static boolean unweighable(List<Example> examples) {
        return examples.stream().allMatch(e -> e.estimateWeight() == 0);
    }

    private static Judged of(Example example, double weight, Prediction p) {
        var brier = p.scores().entrySet().stream()
                .mapToDouble(s -> Math.pow(s.getValue() - (s.getKey().equals(example.label()) ? 1 : 0), 2))
                .sum();
        return new Judged(
                example, weight, p.label(), p.confidence(), p.scores().getOrDefault(example.label(), 0.0), brier);
    }

    boolean right() {
        return label.equals(example.label());
    }

    double logLoss() {
        return -Math.log(Math.max(LEAST_PROBABILITY, ofTruth));
    }
}
