package org.countersign.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.policy.CaseReader;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;

/** Reads labelled cases from a JSON array, with the label under the policy's label column in any of its spellings. */
final class LabelledJson {

    private static final int MOST_PROBLEMS = 50;

    private final Policy policy;
    private final CaseReader reader;
    private final List<Problem> problems = new ArrayList<>();

    LabelledJson(Policy policy) {
        this.policy = policy;
        this.reader = new CaseReader(policy);
    }

    void read(JsonNode array, BiConsumer<Case, String> each) {
        if (!array.isArray() || array.isEmpty()) {
            throw new InvalidInput("", "The body is not a JSON array with examples.", "Send [{field: value, …}, …].");
        }
        for (var i = 0; i < array.size() && problems.size() < MOST_PROBLEMS; i++) {
            readOne("/" + i, array.get(i), each);
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    private void readOne(String at, JsonNode node, BiConsumer<Case, String> each) {
        if (!(node instanceof ObjectNode object)) {
            problems.add(new Problem(at, "It is not an object.", "Send the fields by name."));
            return;
        }
        var spelling = object.path(policy.labelColumn());
        var label = policy.labels().stream()
                .filter(l -> l.spellings().contains(spelling.asText()))
                .map(Label::name)
                .findFirst();
        if (label.isEmpty()) {
            problems.add(new Problem(
                    at + "/" + policy.labelColumn(),
                    spelling.isMissingNode() ? "It is missing." : "It is no label of the use case.",
                    "Labels are "
                            + String.join(
                                    ", ", policy.labelNames().stream().sorted().toList()) + "."));
            return;
        }
        ObjectNode fields = object.deepCopy().without(policy.labelColumn());
        fields = fields.without(policy.ignoredColumns());
        try {
            each.accept(reader.read(at, fields), label.get());
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
        }
    }
}
