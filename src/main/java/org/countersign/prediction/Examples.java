package org.countersign.prediction;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Problem;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;

/** Checks labelled cases before anything learns from them. */
final class Examples {

    private static final int MOST_PROBLEMS = 100;

    private Examples() {}

    /** The examples in the order of their ids, as the order decides what is learned. */
    static List<LabelledCase> check(Policy policy, List<LabelledCase> examples) {
        var fields = new LinkedHashMap<String, FieldType>();
        policy.fields().forEach(field -> fields.put(field.name(), field.type()));
        var labels = policy.labelNames();
        var ids = new HashSet<String>();
        var problems = new ArrayList<Problem>();
        if (policy.fields().stream().allMatch(Field::isProtected)) {
            problems.add(new Problem(
                    "",
                    "All fields of the policy are protected, so there is nothing that a model may learn from.",
                    "Bring predictions, or name further fields."));
        }
        for (int i = 0; i < examples.size() && problems.size() < MOST_PROBLEMS; i++) {
            var example = examples.get(i);
            var pointer = "/examples/" + i;
            problems.addAll(Soundness.problems(fields, pointer + "/case", example.subject()));
            if (!labels.contains(example.label())) {
                problems.add(new Problem(
                        pointer + "/label",
                        "The policy has no label " + example.label() + ".",
                        "Use one of " + labels.stream().sorted().collect(Collectors.joining(", ")) + "."));
            }
            // the learners take weights in single precision
            if (!((float) example.weight() > 0 && example.weight() <= Float.MAX_VALUE)) {
                problems.add(new Problem(
                        pointer + "/weight", "A weight is not a finite number above 0.", "Send 1, or leave it out."));
            }
            if (!ids.add(example.id())) {
                problems.add(new Problem(
                        pointer + "/id", "Two examples have the id " + example.id() + ".", "Give each its own."));
            }
        }
        if (problems.isEmpty()
                && examples.stream().map(LabelledCase::label).distinct().count() < 2) {
            problems.add(new Problem(
                    "/examples",
                    examples.isEmpty()
                            ? "There are no examples."
                            : "All examples have the label " + examples.get(0).label() + ".",
                    "Label cases until at least two labels occur."));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return examples.stream().sorted(Comparator.comparing(LabelledCase::id)).toList();
    }

    /** Which examples, and with which labels and weights. */
    static String digest(List<LabelledCase> sorted) {
        var lines = sorted.stream()
                .map(e -> e.id() + "\t" + e.label() + "\t" + e.weight() + "\n")
                .collect(Collectors.joining());
        return new Artifact(Map.of("examples", lines.getBytes(StandardCharsets.UTF_8))).digest();
    }
}
