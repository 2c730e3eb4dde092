package org.countersign.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.countersign.decision.Pointer;
import org.countersign.decision.Prediction;
import org.countersign.decision.Problem;
import org.jspecify.annotations.Nullable;

/** Reads a prediction that the caller's own model made. */
final class BroughtPrediction {

    private static final Set<String> KEYS = Set.of("label", "confidence", "scores", "modelVersion");
    private static final String AT = "/prediction";

    private final Policy policy;
    private final List<Problem> problems;

    BroughtPrediction(Policy policy, List<Problem> problems) {
        this.policy = policy;
        this.problems = problems;
    }

    @Nullable
    Prediction read(JsonNode node) {
        if (!node.isObject()) {
            problems.add(new Problem(AT, "The prediction is not an object.", "Send label and confidence."));
            return null;
        }
        RequestReader.refuseUnknown(node, KEYS, AT, problems);
        var label = RequestReader.text(node, "label", AT, true, problems);
        if (label != null) {
            requireLabel(label, AT + "/label");
        }
        var confidence = probability(node.get("confidence"), AT + "/confidence");
        var version = RequestReader.text(node, "modelVersion", AT, false, Prediction.LONGEST_MODEL_VERSION, problems);
        if (version != null && version.matches(Pattern.quote(policy.useCase()) + "-\\d+")) {
            // it would be covered by the certificate of a model that never saw the case
            problems.add(new Problem(
                    AT + "/modelVersion",
                    "\"" + version + "\" names a model of this engine, whose predictions are not brought.",
                    "Name your own model otherwise, or leave the prediction out to have ours asked."));
        }
        return new Prediction(
                label == null ? "" : label, confidence, scores(node.get("scores")), null, List.of(), version);
    }

    private Map<String, Double> scores(@Nullable JsonNode node) {
        var scores = new TreeMap<String, Double>();
        if (node == null || node.isNull()) {
            return scores;
        }
        if (!node.isObject()) {
            problems.add(new Problem(AT + "/scores", "The scores are not an object.", "Send label: probability."));
            return scores;
        }
        node.properties().forEach(score -> {
            var at = Pointer.to(AT + "/scores", score.getKey());
            requireLabel(score.getKey(), at);
            scores.put(score.getKey(), probability(score.getValue(), at));
        });
        return scores;
    }

    private void requireLabel(String label, String at) {
        if (!policy.labelNames().contains(label)) {
            problems.add(new Problem(
                    at,
                    "The use case has no label \"" + label + "\".",
                    "Labels are "
                            + String.join(
                                    ", ", policy.labelNames().stream().sorted().toList()) + "."));
        }
    }

    private double probability(@Nullable JsonNode node, String at) {
        if (node == null || !node.isNumber() || !(node.doubleValue() >= 0 && node.doubleValue() <= 1)) {
            problems.add(new Problem(at, "It is not a number from 0 to 1.", "Send the probability of the label."));
            return 0;
        }
        return node.doubleValue();
    }
}
