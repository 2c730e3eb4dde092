package org.countersign.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.countersign.routing.Action.AskSecondPerson;
import org.countersign.routing.Action.SetLevel;
import org.countersign.routing.TableColumn.Asked;
import org.countersign.routing.TableColumn.Nothing;
import org.countersign.routing.TableColumn.Part;
import org.countersign.routing.Token.Kind;
import org.jspecify.annotations.Nullable;

/** Reads one row of a decision table as a rule. What is wrong is noted, and the rule must then not be used. */
final class TableRow {

    private static final Map<String, OversightLevel> LEVELS = Map.of(
            "review", OversightLevel.HUMAN_IN_THE_LOOP,
            "on the loop", OversightLevel.HUMAN_ON_THE_LOOP,
            "approve", OversightLevel.AUTO_APPROVE);

    private final Map<Part, Token> parts = new EnumMap<>(Part.class);
    private final Map<Asked, Token> conditions;
    private final Policy policy;
    private final Problems problems;
    private final Cells cells;
    private final int line;

    /** @param conditions those of the columns, in the order in which a rule has them */
    TableRow(
            List<TableColumn> columns,
            List<String> row,
            int line,
            Map<Asked, Token> conditions,
            Policy policy,
            Problems problems) {
        this.conditions = conditions;
        this.policy = policy;
        this.problems = problems;
        this.cells = new Cells(problems);
        this.line = line;
        for (int i = 0; i < row.size(); i++) {
            var cell = Cells.token(row.get(i), line, i + 1);
            if (!cell.text().isEmpty()) {
                take(cell, i < columns.size() ? columns.get(i) : new Nothing(false));
            }
        }
    }

    private void take(Token cell, TableColumn column) {
        if (cell.text().length() > Cells.LONGEST_CELL) {
            problems.add(cell, "The cell is too long.", "Use at most " + Cells.LONGEST_CELL + " characters.");
        } else if (column instanceof Part part) {
            parts.put(part, cell);
        } else if (column instanceof Asked asked) {
            conditions.put(asked, cell);
        } else if (column instanceof Nothing nothing && !nothing.noted()) {
            problems.add(
                    cell,
                    "The cell stands in a column without a heading.",
                    "Give the column a heading, or empty the cell.");
        }
    }

    Rule rule(HeadChecks heads, Vocabulary vocabulary) {
        var name = text(Part.NAME);
        heads.name(name);
        var from = day(Part.EFFECTIVE, heads);
        var until = day(Part.EXPIRES, heads);
        heads.order(at(Part.EXPIRES), from, until);
        var owner = needed(Part.OWNER);
        var rationale = needed(Part.RATIONALE);
        var patterns = new TableConditions(conditions, cells, vocabulary, problems).patterns(line);
        return new Rule(
                name.text(),
                owner,
                rationale,
                from,
                until,
                patterns,
                actions(patterns.stream().anyMatch(p -> p.fact() == FactType.WORKLOAD)));
    }

    int line() {
        return line;
    }

    /** Where a part stands or should stand. */
    private Token at(Part part) {
        return parts.getOrDefault(part, Cells.token("", line, 1));
    }

    private Token text(Part part) {
        var cell = at(part);
        var text = cells.text(cell);
        return new Token(Kind.STRING, text == null ? "" : text, cell.line(), cell.column());
    }

    private String needed(Part part) {
        var cell = text(part);
        if (cell.text().isBlank()) {
            problems.add(
                    cell,
                    "The rule does not say its " + part.heading() + ".",
                    "Fill the column '" + part.heading() + "'.");
        }
        return cell.text();
    }

    private @Nullable LocalDate day(Part part, HeadChecks heads) {
        return parts.containsKey(part) ? heads.day(text(part)) : null;
    }

    private List<Action> actions(boolean readsWorkload) {
        var checks = new ActionChecks(policy, problems);
        var actions = new ArrayList<Action>();
        var level = parts.containsKey(Part.LEVEL) ? level() : null;
        boolean second = parts.containsKey(Part.SECOND_PERSON) && secondPerson();
        var why = why(level != null || second, checks);
        if (level != null) {
            actions.add(new SetLevel(level, why));
            checkLevel(level, second, readsWorkload, checks);
        }
        if (second) {
            actions.add(new AskSecondPerson(why));
        }
        if (parts.containsKey(Part.QUEUE)) {
            actions.add(checks.queue(text(Part.QUEUE)));
        }
        if (parts.containsKey(Part.PRIORITY)) {
            actions.add(checks.priority(at(Part.PRIORITY)));
        }
        if (actions.isEmpty()) {
            problems.add(line, 1, "The rule does nothing.", "Fill level, queue, priority or second person.");
        } else if (actions.size() > ActionParser.MOST_ACTIONS) {
            problems.add(
                    at(Part.LEVEL),
                    "The rule has more than " + ActionParser.MOST_ACTIONS + " actions.",
                    "Leave the level empty: a second person reviews anyway.");
        }
        return actions;
    }

    private @Nullable OversightLevel level() {
        var cell = at(Part.LEVEL);
        var level = LEVELS.get(cell.text().toLowerCase(Locale.ROOT));
        if (level == null) {
            problems.add(cell, cell.shown() + " is no level.", "Write review, on the loop or approve.");
        }
        return level;
    }

    private void checkLevel(OversightLevel level, boolean second, boolean readsWorkload, ActionChecks checks) {
        if (second && level != OversightLevel.HUMAN_IN_THE_LOOP) {
            problems.add(
                    at(Part.LEVEL),
                    "The rule asks for two levels at once.",
                    "Keep one of them; the second person reviews.");
        }
        if (readsWorkload && level == OversightLevel.AUTO_APPROVE) {
            checks.lowersByWorkload(at(Part.LEVEL));
        }
    }

    private boolean secondPerson() {
        var cell = at(Part.SECOND_PERSON);
        var word = cell.text().toLowerCase(Locale.ROOT);
        if (!word.equals("yes") && !word.equals("no")) {
            problems.add(cell, cell.shown() + " is neither yes nor no.", "Write yes, or leave the cell empty.");
        }
        return word.equals("yes");
    }

    private String why(boolean needed, ActionChecks checks) {
        var why = text(Part.WHY);
        if (needed) {
            return checks.why(why);
        }
        if (parts.containsKey(Part.WHY)) {
            problems.add(
                    why, "There is a reason, but nothing that it is the reason of.", "Fill level or second person.");
        }
        return "";
    }

    static String word(OversightLevel level) {
        return switch (level) {
            case HUMAN_IN_THE_LOOP -> "review";
            case HUMAN_ON_THE_LOOP -> "on the loop";
            case AUTO_APPROVE -> "approve";
        };
    }
}
