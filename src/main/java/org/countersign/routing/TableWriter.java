package org.countersign.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.countersign.routing.Action.AskSecondPerson;
import org.countersign.routing.Action.SetLevel;
import org.countersign.routing.Action.SetPriority;
import org.countersign.routing.Action.SetQueue;
import org.countersign.routing.TableColumn.Asked;
import org.countersign.routing.TableColumn.Part;

/** Writes rules as a grid, each as a row; or says which cannot be one. */
final class TableWriter {

    /** Why a rule is no row. */
    private static final class Unfit extends RuntimeException {
        private final String why;

        Unfit(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }

    private final Vocabulary vocabulary;

    TableWriter(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    RuleTable.Writing write(RuleSet ruleSet) {
        var misfits = new LinkedHashMap<String, String>();
        var rows = new ArrayList<Map<TableColumn, String>>();
        for (var rule : ruleSet.rules()) {
            try {
                rows.add(row(rule));
            } catch (Unfit unfit) {
                misfits.put(rule.name(), unfit.why);
            }
        }
        var columns = columns(rows);
        if (misfits.isEmpty() && columns.size() > TableHeader.MOST_COLUMNS) {
            rows.forEach(row -> misfits.put(
                    row.getOrDefault(Part.NAME, ""), "Together the rules need more columns than a table can have."));
        }
        return misfits.isEmpty()
                ? new RuleTable.Writing.Written(grid(columns, rows))
                : new RuleTable.Writing.Unfit(misfits);
    }

    private List<TableColumn> columns(List<Map<TableColumn, String>> rows) {
        var asked = new TreeSet<>(RuleTable.order(vocabulary));
        rows.forEach(row -> row.keySet().forEach(column -> {
            if (column instanceof Asked condition) {
                asked.add(condition);
            }
        }));
        var columns = new ArrayList<TableColumn>(Part.BEFORE_CONDITIONS);
        columns.addAll(asked);
        columns.addAll(Part.AFTER_CONDITIONS);
        return columns;
    }

    private static Grid grid(List<TableColumn> columns, List<Map<TableColumn, String>> rows) {
        return new Grid(
                columns.stream().map(TableColumn::heading).toList(),
                rows.stream()
                        .map(row -> columns.stream()
                                .map(column -> row.getOrDefault(column, ""))
                                .toList())
                        .toList());
    }

    private static Map<TableColumn, String> row(Rule rule) {
        var row = new HashMap<TableColumn, String>();
        row.put(Part.NAME, text(rule.name()));
        row.put(Part.OWNER, text(rule.owner()));
        row.put(Part.RATIONALE, text(rule.rationale()));
        if (rule.effective() != null) {
            row.put(Part.EFFECTIVE, rule.effective().toString());
        }
        if (rule.expires() != null) {
            row.put(Part.EXPIRES, rule.expires().toString());
        }
        for (var pattern : rule.patterns()) {
            if (pattern.fact() == FactType.WORKLOAD && pattern.conditions().isEmpty()) {
                throw new Unfit("It looks at the workload without asking anything about it.");
            }
            pattern.conditions().forEach(condition -> conditions(pattern.fact(), condition, row));
        }
        row.putAll(actions(rule));
        row.values().forEach(TableWriter::checkCell);
        return row;
    }

    private static void conditions(FactType fact, Condition condition, Map<TableColumn, String> row) {
        if (condition instanceof Condition.AllOf all) {
            all.parts().forEach(part -> conditions(fact, part, row));
        } else if (condition instanceof Condition.Comparison c) {
            put(new Asked(fact, c.field(), c.operator().symbol()), literal(c.literal()), row);
        } else if (condition instanceof Condition.Membership m) {
            var cell = m.literals().stream().map(TableWriter::literal).collect(Collectors.joining("; "));
            put(new Asked(fact, m.field(), m.negated() ? "not in" : "in"), cell, row);
        } else {
            throw new Unfit("It joins conditions by " + (condition instanceof Condition.Not ? "!" : "||")
                    + "; a row can only have conditions that all hold.");
        }
    }

    private static void put(Asked column, String cell, Map<TableColumn, String> row) {
        if (row.put(column, cell) != null) {
            throw new Unfit("It asks twice for " + column.heading() + ".");
        }
    }

    private static Map<Part, String> actions(Rule rule) {
        var cells = new EnumMap<Part, String>(Part.class);
        for (var action : rule.actions()) {
            if (action instanceof SetLevel set) {
                cells.put(Part.LEVEL, TableRow.word(set.level()));
                why(set.why(), cells);
            } else if (action instanceof AskSecondPerson ask) {
                cells.put(Part.SECOND_PERSON, "yes");
                why(ask.why(), cells);
            } else if (action instanceof SetQueue set) {
                cells.put(Part.QUEUE, text(set.queue()));
            } else if (action instanceof SetPriority set) {
                cells.put(Part.PRIORITY, Integer.toString(set.priority()));
            }
        }
        return cells;
    }

    private static void why(String why, Map<Part, String> cells) {
        var before = cells.put(Part.WHY, text(why));
        if (before != null && !before.equals(text(why))) {
            throw new Unfit("It gives two reasons.");
        }
    }

    private static String literal(Literal literal) {
        return literal instanceof Literal.Text text ? text(text.value()) : Cells.write(literal);
    }

    private static String text(String text) {
        if (Cells.isUnsafe(text)) {
            throw new Unfit("What follows a semicolon in it is a formula to a spreadsheet.");
        }
        return Cells.write(text);
    }

    private static void checkCell(String cell) {
        if (cell.length() > Cells.LONGEST_CELL) {
            throw new Unfit("It has a list that is too long for a cell.");
        }
    }
}
