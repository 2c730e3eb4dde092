package org.countersign.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.countersign.decision.Case;
import org.countersign.decision.Pointer;
import org.countersign.decision.Problem;
import org.countersign.policy.FieldType;
import org.jspecify.annotations.Nullable;

/** Whether the values of a case are what a model can take. */
final class Soundness {

    private Soundness() {}

    static boolean holds(FieldType type, @Nullable Object value) {
        return value == null
                || switch (type) {
                    // beyond single precision XGBoost would see infinity; NaN compares false
                    case NUMBER -> value instanceof Double number && Math.abs(number) <= Float.MAX_VALUE;
                    case CATEGORY, TEXT -> value instanceof String;
                };
    }

    static List<Problem> problems(Map<String, FieldType> fields, String pointer, Case subject) {
        var problems = new ArrayList<Problem>();
        var unknown = new TreeSet<>(subject.fields().keySet());
        fields.forEach((name, type) -> {
            unknown.remove(name);
            if (!holds(type, subject.fields().get(name))) {
                var wanted = type == FieldType.NUMBER ? "a finite number (at most 3.4e38)" : "a text";
                problems.add(new Problem(
                        Pointer.to(pointer, name),
                        "The field " + name + " is not " + wanted + ".",
                        "Send " + wanted + ", or leave the field out."));
            }
        });
        for (var name : unknown) {
            problems.add(new Problem(
                    Pointer.to(pointer, name),
                    "The model knows no field " + name + ".",
                    "Leave it out, or mend its name."));
        }
        return problems;
    }
}
