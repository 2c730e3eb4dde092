package org.countersign.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.routing.TableColumn.Asked;
import org.countersign.routing.Token.Kind;

/** Reads the cells of a row that are conditions; all of them must hold. */
final class TableConditions {

    private final Map<Asked, Token> conditions;
    private final Cells cells;
    private final Vocabulary vocabulary;
    private final Problems problems;

    TableConditions(Map<Asked, Token> conditions, Cells cells, Vocabulary vocabulary, Problems problems) {
        this.conditions = conditions;
        this.cells = cells;
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    /** Without any condition, the rule applies to every case. */
    List<Pattern> patterns(int line) {
        if (conditions.size() > ConditionParser.MOST_CONSTRAINTS) {
            problems.add(
                    line,
                    1,
                    "The rule has more than " + ConditionParser.MOST_CONSTRAINTS + " constraints.",
                    "Split it into several rules.");
            return List.of();
        }
        var byFact = new EnumMap<FactType, List<Condition>>(FactType.class);
        conditions.forEach((asked, cell) -> condition(asked, cell)
                .ifPresent(condition -> byFact.computeIfAbsent(asked.fact(), any -> new ArrayList<>())
                        .add(condition)));
        return byFact.isEmpty()
                ? List.of(new Pattern(FactType.CASE, List.of()))
                : byFact.entrySet().stream()
                        .map(e -> new Pattern(e.getKey(), e.getValue()))
                        .toList();
    }

    private Optional<Condition> condition(Asked asked, Token cell) {
        var field = new Token(Kind.WORD, asked.field(), cell.line(), cell.column());
        var checks = new TermChecks(vocabulary, problems, asked.fact(), field);
        var term = vocabulary.term(asked.fact(), asked.field()).orElseThrow();
        var values = asked.takesList() ? Cells.values(cell) : List.of(cell);
        if (values.size() > ConditionParser.LONGEST_LIST) {
            problems.add(
                    cell, "The list is too long.", "A list has at most " + ConditionParser.LONGEST_LIST + " values.");
            return Optional.empty();
        }
        if (!asked.takesList() && Cells.values(cell).size() > 1) {
            problems.add(
                    cell,
                    cell.shown() + " is a list.",
                    "Head the column '" + asked.field() + " in' for lists, or put the text in double quotes.");
            return Optional.empty();
        }
        var literals = new ArrayList<Literal>();
        for (var value : values) {
            if (value.text().isEmpty()) {
                problems.add(cell, "The list has an empty value.", "Remove a semicolon.");
                continue;
            }
            var literal = cells.literal(value, term);
            if (literal != null) {
                checks.checkLiteral(literal, value);
                literals.add(literal);
            }
        }
        return literals.isEmpty() ? Optional.empty() : Optional.of(asked.condition(literals));
    }
}
