package org.countersign.decision;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
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

    /** What the records of certificates, checks and drift have room for. */
    public static final int LONGEST_MODEL_VERSION = 128;

    public Prediction {
        scores = Collections.unmodifiableMap(new TreeMap<>(scores));
        contributions = List.copyOf(contributions);
    }

    /** The same with what each field did. */
    public Prediction with(List<Contribution> known) {
        return new Prediction(label, confidence, scores, typicality, known, modelVersion);
    }

    /** How usual the case is, for people. */
    public String typicalityInWords() {
        if (typicality == null) {
            return "not known";
        }
        if (typicality >= 0.1) {
            return String.format(Locale.ROOT, "%d in 100 known cases are as unusual", Math.round(100 * typicality));
        }
        var words = String.format(
                Locale.ROOT, "1 in %,d known cases is as unusual", Math.round(1 / Math.max(1e-9, typicality)));
        return typicality < 0.01 ? "unlike anything seen: " + words : words;
    }
}
