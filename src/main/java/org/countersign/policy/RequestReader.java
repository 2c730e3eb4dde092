package org.countersign.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Pointer;
import org.countersign.decision.Problem;
import org.countersign.decision.Request;
import org.countersign.decision.StorableText;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the body of a decision request, against the policy; all problems at once. */
@Component
public class RequestReader {

    private static final Set<String> KEYS = Set.of("useCase", "subject", "case", "prediction", "context");
    private static final Set<String> CONTEXT_KEYS = Set.of("channel", "region");
    private static final int LONGEST_NAME = 200;

    private final Clock clock;

    RequestReader(Clock clock) {
        this.clock = clock;
    }

    /** The use case that a body names. */
    public String useCase(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidInput("", "The body is not a JSON object.", "Send {\"useCase\": …, \"case\": {…}}.");
        }
        var problems = new ArrayList<Problem>();
        var useCase = text(body, "useCase", "", true, problems);
        if (useCase == null || !problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return useCase;
    }

    /** Throws {@link InvalidInput} with all that is wrong. */
    public Request read(JsonNode body, Policy policy) {
        var problems = new ArrayList<Problem>();
        refuseUnknown(body, KEYS, "", problems);
        var subject = text(body, "subject", "", false, problems);
        var subjectCase = readCase(body, policy, problems);
        var predictionNode = body.get("prediction");
        var prediction = predictionNode == null || predictionNode.isNull()
                ? null
                : new BroughtPrediction(policy, problems).read(predictionNode);
        var context = context(body.get("context"), problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new Request(policy.useCase(), subject, subjectCase, prediction, context);
    }

    private Case readCase(JsonNode body, Policy policy, List<Problem> problems) {
        var node = body.get("case");
        if (node == null || !node.isObject()) {
            problems.add(new Problem("/case", "The case is missing or not an object.", "Send the fields by name."));
            return new Case(Map.of());
        }
        try {
            return new CaseReader(policy).read("/case", node);
        } catch (InvalidInput e) {
            problems.addAll(e.problems());
            return new Case(Map.of());
        }
    }

    private Context context(@Nullable JsonNode node, List<Problem> problems) {
        var now = clock.instant();
        if (node == null || node.isNull()) {
            return new Context(null, null, now);
        }
        if (!node.isObject()) {
            problems.add(new Problem(
                    "/context", "The context is not an object.", "Send channel and region, or leave it out."));
            return new Context(null, null, now);
        }
        refuseUnknown(node, CONTEXT_KEYS, "/context", problems);
        return new Context(
                text(node, "channel", "/context", false, problems),
                text(node, "region", "/context", false, problems),
                now);
    }

    static void refuseUnknown(JsonNode node, Set<String> known, String at, List<Problem> problems) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(new Problem(
                        Pointer.to(at, name),
                        "There is no such member.",
                        "Known are " + String.join(", ", known.stream().sorted().toList()) + "."));
            }
        });
    }

    static @Nullable String text(JsonNode node, String name, String at, boolean required, List<Problem> problems) {
        return text(node, name, at, required, LONGEST_NAME, problems);
    }

    static @Nullable String text(
            JsonNode node, String name, String at, boolean required, int longest, List<Problem> problems) {
        var value = node.get(name);
        if (value == null || value.isNull()) {
            if (required) {
                problems.add(new Problem(at + "/" + name, "It is missing.", "Send a string."));
            }
            return null;
        }
        if (!value.isTextual()
                || value.textValue().isBlank()
                || value.textValue().length() > longest) {
            problems.add(new Problem(
                    at + "/" + name, "It is not a string of 1 to " + longest + " characters.", "Send such a string."));
            return null;
        }
        if (!StorableText.is(value.textValue())) {
            problems.add(new Problem(at + "/" + name, StorableText.PROBLEM, StorableText.MEND));
            return null;
        }
        return value.textValue();
    }
}
