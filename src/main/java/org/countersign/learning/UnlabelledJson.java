package org.countersign.learning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.policy.CaseReader;
import org.countersign.policy.Policy;

/** Reads cases from a JSON array; ignored columns and the label column may be there and are not looked at. */
final class UnlabelledJson {

    private static final int MOST_PROBLEMS = 50;

    private final Policy policy;
    private final CaseReader reader;

    UnlabelledJson(Policy policy) {
        this.policy = policy;
        this.reader = new CaseReader(policy);
    }

    void read(JsonNode array, Consumer<Case> each) {
        if (!array.isArray() || array.isEmpty()) {
            throw new InvalidInput("", "The body is not a JSON array with cases.", "Send [{field: value, …}, …].");
        }
        List<Problem> problems = new ArrayList<>();
        for (var i = 0; i < array.size() && problems.size() < MOST_PROBLEMS; i++) {
            if (!(array.get(i) instanceof ObjectNode object)) {
                problems.add(new Problem("/" + i, "It is not an object.", "Send the fields by name."));
                continue;
            }
            ObjectNode fields = object.deepCopy().without(policy.labelColumn());
            fields = fields.without(policy.ignoredColumns());
            try {
                each.accept(reader.read("/" + i, fields));
            } catch (InvalidInput e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }
}
