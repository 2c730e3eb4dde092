package org.countersign.policy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.decision.Case;

/**
 * Reads a case from JSON as the policy's fields say, or refuses it with all that is wrong. Nothing is converted: a number
 * is a JSON number, a category or a text a JSON string; null and absent mean missing.
 */
public final class CaseReader {

    private final Map<String, Field> fields = new LinkedHashMap<>();

    public CaseReader(Policy policy) {
        policy.fields().forEach(field -> fields.put(field.name(), field));
    }

    /** Throws {@link org.countersign.decision.InvalidInput}, with pointers below {@code /case}. */
    public Case read(JsonNode json) {
        return read("/case", json);
    }

    /** Throws {@link org.countersign.decision.InvalidInput}, with pointers below the given one. */
    public Case read(String pointer, JsonNode json) {
        var problems = new Problems();
        var draft = new CaseDraft(pointer, problems);
        if (json.isObject()) {
            json.properties().forEach(entry -> value(draft, entry.getKey(), entry.getValue()));
            fields.values().stream()
                    .filter(Field::required)
                    .filter(field -> !json.hasNonNull(field.name()))
                    .forEach(
                            field -> draft.problem(field.name(), "It is missing.", "Send it: this field is required."));
        } else {
            problems.add(pointer, "The case is not a JSON object.", "Send {\"field\": value, …}.");
        }
        problems.throwIfAny();
        return draft.finish();
    }

    private void value(CaseDraft draft, String name, JsonNode value) {
        var field = fields.get(name);
        if (field == null) {
            var mend = Nearest.mend(name, fields.keySet(), "Leave it out, or add it to the policy.");
            draft.problem(name, "The use case has no such field.", mend);
        } else if (value.isNull()) {
            return; // missing, which is said once if it must not be
        } else if (field.type() == FieldType.NUMBER) {
            number(draft, field, value);
        } else {
            words(draft, field, value);
        }
    }

    private static void number(CaseDraft draft, Field field, JsonNode value) {
        if (value.isNumber()) {
            draft.number(field, value.doubleValue());
        } else {
            var mend = value.isTextual() ? "Send it without quotes." : "Send a JSON number.";
            draft.problem(field.name(), "It must be a number, and is " + kind(value) + ".", mend);
        }
    }

    private static void words(CaseDraft draft, Field field, JsonNode value) {
        if (!value.isTextual()) {
            var mend = value.isValueNode() ? "Send it in quotes: \"" + value.asText() + "\"." : "Send a JSON string.";
            draft.problem(field.name(), "It must be a string, and is " + kind(value) + ".", mend);
        } else if (value.textValue().isBlank()) {
            draft.problem(field.name(), "It is blank.", "Send null, or leave it out, when it is missing.");
        } else {
            draft.words(field, value.textValue());
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "something else";
        };
    }
}
