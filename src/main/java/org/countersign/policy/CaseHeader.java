package org.countersign.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;
import org.countersign.decision.Pointer;
import org.countersign.policy.CaseFile.Row;
import org.jspecify.annotations.Nullable;

/** The header of a case file: what each column is, by the policy. */
final class CaseHeader {

    private final Policy policy;
    private final List<String> columns;
    private final Map<String, Field> fields = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    private final @Nullable String personColumn;

    CaseHeader(Policy policy, CSVRecord header, boolean labelled, @Nullable String personColumn, Problems problems) {
        this.policy = policy;
        this.personColumn = personColumn;
        this.columns = header.toList();
        policy.fields().forEach(field -> fields.put(field.name(), field));
        policy.labels().forEach(label -> label.spellings().forEach(spelling -> labels.put(spelling, label.name())));
        checkKnown(problems);
        for (var needed : needed(labelled)) {
            if (!columns.contains(needed)) {
                problems.add(
                        Pointer.to("/header", needed),
                        "The column '" + needed + "' is missing.",
                        "Add it; a cell may be left empty where the field may be missing.");
            }
        }
    }

    private void checkKnown(Problems problems) {
        var known = new TreeSet<>(fields.keySet());
        known.addAll(policy.ignoredColumns());
        known.add(policy.labelColumn());
        if (personColumn != null) {
            known.add(personColumn);
        }
        var seen = new HashSet<String>();
        for (var column : columns) {
            var at = Pointer.to("/header", column);
            if (!known.contains(column)) {
                var otherwise = columns.size() == 1 && (column.contains(";") || column.contains("\t"))
                        ? "Separate columns by commas."
                        : "Remove it, or name it in the policy, as a field or to be ignored.";
                problems.add(
                        at,
                        "The policy knows no column " + CaseDraft.quote(column) + ".",
                        Nearest.mend(column, known, otherwise));
            } else if (!seen.add(column)) {
                problems.add(at, "There are two columns '" + column + "'.", "Keep one of them.");
            }
        }
    }

    private List<String> needed(boolean labelled) {
        var needed = new ArrayList<>(policy.fields().stream().map(Field::name).toList());
        if (labelled) {
            needed.add(policy.labelColumn());
        }
        if (personColumn != null) {
            needed.add(personColumn);
        }
        return needed;
    }

    Row read(long number, CSVRecord row, Problems problems) {
        var pointer = "/rows/" + number;
        var draft = new CaseDraft(pointer, problems);
        String label = null;
        String person = null;
        if (row.size() != columns.size()) {
            problems.add(
                    pointer,
                    "The row has " + row.size() + " cells, the header " + columns.size() + ".",
                    "Give each column a cell; put a cell that holds a comma in quotes.");
            return new Row(number, draft.finish(), null, null);
        }
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var field = fields.get(column);
            if (field != null) {
                cell(draft, field, row.get(i));
            } else if (column.equals(policy.labelColumn())) {
                label = label(draft, column, row.get(i).strip());
            } else if (column.equals(personColumn) && !row.get(i).isBlank()) {
                person = label(draft, column, row.get(i).strip());
            }
        }
        return new Row(number, draft.finish(), label, person);
    }

    private static void cell(CaseDraft draft, Field field, String cell) {
        if (cell.isBlank()) {
            if (field.required()) {
                draft.problem(field.name(), "The cell is empty.", "Fill it: this field is required.");
            }
        } else if (field.type() == FieldType.NUMBER) {
            var number = Numeral.parse(cell.strip());
            number.ifPresent(value -> draft.number(field, value));
            if (number.isEmpty()) {
                draft.problem(
                        field.name(),
                        CaseDraft.quote(cell) + " is not a number.",
                        "Write digits, with a point for a fraction; leave the cell empty when it is missing.");
            }
        } else {
            draft.words(field, field.type() == FieldType.TEXT ? cell : cell.strip());
        }
    }

    private @Nullable String label(CaseDraft draft, String column, String cell) {
        var label = labels.get(cell);
        if (label == null) {
            draft.problem(
                    column,
                    cell.isEmpty() ? "The label is empty." : CaseDraft.quote(cell) + " is none of the labels.",
                    "Write one of " + String.join(", ", new TreeSet<>(labels.keySet())) + ".");
        }
        return label;
    }
}
