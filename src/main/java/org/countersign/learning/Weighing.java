package org.countersign.learning;

import java.util.List;
import org.countersign.assurance.Change;
import org.countersign.decision.LabelledCase;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;

/**
 * What examples count for in training.
 *
 * @param weighted whether rarely chosen ones count more
 * @param change null when cases are not known to have changed
 * @param earlier what those from before the change count for, beside the later ones: 1 alike, 0 not at all
 */
record Weighing(boolean weighted, @Nullable Change change, double earlier) {

    private static final double A_FIFTH = .2;

    static final Weighing ALIKE = new Weighing(false, null, 1);

    /**
     * To be tried where cases have changed, besides taking all alike: the later ones count five times, or alone. Alone only
     * if they suffice to tell what is typical: a model that knows no case leaves all to people, and no evidence to certify
     * it would ever come.
     */
    static List<Double> less(Change change, List<Example> examples) {
        return Recency.since(change, examples).size() < Models.LEAST_FOR_TYPICALITY
                ? List.of(A_FIFTH)
                : List.of(A_FIFTH, .0);
    }

    Weighing withEarlier(double other) {
        return new Weighing(weighted, change, other);
    }

    Weighing unweighted() {
        return new Weighing(false, change, earlier);
    }

    List<LabelledCase> cases(List<Example> examples) {
        return examples.stream()
                .map(e -> new LabelledCase(e.id(), e.subject(), e.label(), weight(e)))
                .filter(c -> c.weight() > 0)
                .toList();
    }

    private double weight(Example e) {
        var weight = weighted ? e.trainingWeight() : 1;
        return change == null || Recency.isAfter(change, e) ? weight : weight * earlier;
    }

    /** Candidates are judged on what came after the change, if there is any. */
    List<Example> judging(List<Example> examples) {
        return change == null ? examples : Recency.since(change, examples);
    }
}
