package org.countersign.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.countersign.rehearsal.Trial.Supposed;

/** A case as someone typed it into a form, as the body that would start a decision. */
final class Typed {

    static final String FIELD = "field:";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Typed() {}

    /** What is left empty is left out; what is no number stays what it is, and is refused with its name. */
    static ObjectNode body(Policy policy, Map<String, String> form) {
        var body = JSON.objectNode().put("useCase", policy.useCase());
        var fields = body.putObject("case");
        for (var field : policy.fields()) {
            var text = form.getOrDefault(FIELD + field.name(), "").strip();
            if (!text.isEmpty()) {
                fields.set(field.name(), field.type() == FieldType.NUMBER ? number(text) : JSON.textNode(text));
            }
        }
        var label = form.getOrDefault("label", "");
        if (!label.isBlank()) {
            var prediction = body.putObject("prediction").put("label", label);
            prediction.set(
                    "confidence", number(form.getOrDefault("confidence", "").strip()));
        }
        var context = JSON.objectNode();
        for (var name : new String[] {"channel", "region"}) {
            var text = form.getOrDefault(name, "").strip();
            if (!text.isEmpty()) {
                context.put(name, text);
            }
        }
        if (!context.isEmpty()) {
            body.set("context", context);
        }
        return body;
    }

    /** Typicality and day; the others are part of the body. */
    static Supposed supposed(Map<String, String> form) {
        var typicality = form.getOrDefault("typicality", "").strip();
        var day = form.getOrDefault("day", "").strip();
        return new Supposed(
                typicality.isEmpty() ? null : number(typicality).asDouble(-1), day.isEmpty() ? null : day(day));
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException none) {
            throw new InvalidInput("/day", "\"" + text + "\" is no day.", "Write it as 2026-01-31.");
        }
    }

    private static JsonNode number(String text) {
        try {
            var number = new BigDecimal(text);
            return Math.abs(number.scale()) > 100 ? JSON.textNode(text) : JSON.numberNode(number);
        } catch (NumberFormatException none) {
            return JSON.textNode(text);
        }
    }

    /** A value in the policy's words, with the code that rules use. */
    static String text(Field field, Object value) {
        if (value instanceof Double number) {
            return new BigDecimal(number.toString()).stripTrailingZeros().toPlainString();
        }
        var words = field.values().get(value.toString());
        return words == null || words.equals(value) ? value.toString() : words + " (" + value + ")";
    }
}
