package org.countersign.decision;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A model's opinion of one case.
 *
 * @param confidence probability of {@code label}, in 0..1
 * @param scores probability of each label, in 0..1; empty when the caller brought only a label
 * @param typicality conformal p-value in 0..1, low means unlike anything seen; null when unknown
 * @param contributions largest first; empty when the model cannot say
 * @param modelVersion null when the caller brought a prediction without one; such a prediction can have no certificate
 */
public record Prediction(
        String label,
        double confidence,
        Map<String, Double> scores,
        @Nullable Double typicality,
        List<Contribution> contributions,
        @Nullable String modelVersion) {

    public Prediction {
        scores = Collections.unmodifiableMap(new TreeMap<>(scores));
        contributions = List.copyOf(contributions);
    }
}
