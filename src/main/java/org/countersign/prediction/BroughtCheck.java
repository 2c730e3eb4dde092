package org.countersign.prediction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;

/** Holds what a brought model is said to be against the policy, and makes its encoder. */
final class BroughtCheck {

    private final Policy policy;
    private final BroughtModel said;
    private final List<Problem> problems = new ArrayList<>();

    private BroughtCheck(Policy policy, BroughtModel said) {
        this.policy = policy;
        this.said = said;
    }

    static Encoder encoder(Policy policy, BroughtModel said) {
        var check = new BroughtCheck(policy, said);
        check.labels();
        check.columns();
        if (!check.problems.isEmpty()) {
            throw new InvalidInput(check.problems);
        }
        return check.encoder();
    }

    private void labels() {
        if (said.labels().size() < 2
                || new HashSet<>(said.labels()).size() < said.labels().size()) {
            problem("/labels", "There are not two different labels, or one is named twice.", "Name each label once.");
        }
        for (int i = 0; i < said.labels().size(); i++) {
            if (!policy.labelNames().contains(said.labels().get(i))) {
                problem(
                        "/labels/" + i,
                        "The policy has no label " + said.labels().get(i) + ".",
                        "Use one of " + String.join(", ", policy.labelNames()) + ".");
            }
        }
    }

    private void columns() {
        var names = new HashSet<String>();
        for (int i = 0; i < said.columns().size(); i++) {
            var column = said.columns().get(i);
            var field = policy.field(column.field()).orElse(null);
            var at = "/columns/" + i;
            if (field == null || !names.add(column.field())) {
                problem(
                        at + "/field",
                        "The policy has no field " + column.field() + ", or it is named twice.",
                        "Mend it.");
            } else if (field.isProtected()) {
                problem(at + "/field", "The field " + field.name() + " is protected.", "Bring a model without it.");
            } else if (field.type() == FieldType.TEXT) {
                problem(at + "/field", "The field " + field.name() + " is a text.", "Leave it out.");
            } else if ((field.type() == FieldType.CATEGORY) != (column.values() != null)
                    || (column.values() != null && new HashSet<>(column.values()).size() < column.width())) {
                problem(
                        at + "/values",
                        "A category has values, each once, and a number has none.",
                        "The field " + field.name() + " is a " + field.type() + ".");
            }
        }
        if (said.columns().isEmpty()) {
            problem("/columns", "There is no column.", "Name the fields in the order of the input.");
        }
    }

    private void problem(String pointer, String what, String mend) {
        problems.add(new Problem(pointer, what, mend));
    }

    /** In the order of the policy, as any encoder's; where the columns lie is the model's affair. */
    private Encoder encoder() {
        var byField = new HashMap<String, FieldEncoding>();
        int first = 0;
        for (var column : said.columns()) {
            byField.put(column.field(), encoding(column, first));
            first += column.width();
        }
        var fields = new ArrayList<FieldEncoding>();
        int unused = first;
        policy.fields().stream()
                .filter(f -> !f.isProtected())
                .forEach(f ->
                        fields.add(byField.getOrDefault(f.name(), new UnusedEncoding(f.name(), f.type(), unused))));
        return new Encoder(
                fields,
                new HashSet<>(policy.fields().stream()
                        .filter(Field::isProtected)
                        .map(Field::name)
                        .toList()));
    }

    private static FieldEncoding encoding(BroughtModel.Column column, int first) {
        var values = column.values();
        if (values == null) {
            return NumberEncoding.raw(column.field(), first);
        }
        var columns = new LinkedHashMap<String, Integer>();
        values.forEach(value -> columns.put(value, first + columns.size()));
        return new CategoryEncoding(column.field(), first, columns, FieldEncoding.NONE, FieldEncoding.NONE);
    }
}
