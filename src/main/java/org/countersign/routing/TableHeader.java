package org.countersign.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.countersign.routing.TableColumn.Asked;
import org.countersign.routing.TableColumn.Nothing;
import org.countersign.routing.TableColumn.Part;

/** Reads the header of a decision table: what each column is. */
final class TableHeader {

    static final int MOST_COLUMNS = 200;
    private static final int LONGEST = 200;
    private static final Set<Part> NEEDED = Set.of(Part.NAME, Part.OWNER, Part.RATIONALE);

    /** Possessive, as a header may be hostile. */
    private static final Pattern CONDITION = Pattern.compile(
            "(?:([A-Za-z_][A-Za-z0-9_]*+)\\s*+\\.\\s*+)?+([A-Za-z_][A-Za-z0-9_]*+)\\s*+(==|!=|<=|>=|<|>|\\bin|\\bnot\\s++in)");

    private final Vocabulary vocabulary;
    private final Problems problems;

    TableHeader(Vocabulary vocabulary, Problems problems) {
        this.vocabulary = vocabulary;
        this.problems = problems;
    }

    List<TableColumn> columns(List<String> headings) {
        if (headings.size() > MOST_COLUMNS) {
            problems.add(1, MOST_COLUMNS + 1, "There are too many columns.", "Use at most " + MOST_COLUMNS + ".");
            return List.of();
        }
        if (headings.size() == 1 && headings.get(0).contains("\t")) {
            problems.add(1, 1, "The table has one column only.", "Separate columns by commas or semicolons.");
            return List.of();
        }
        var columns = new ArrayList<TableColumn>();
        var seen = new HashSet<TableColumn>();
        for (int i = 0; i < headings.size(); i++) {
            var at = Cells.token(headings.get(i), 1, i + 1);
            var column = column(at);
            if (!(column instanceof Nothing) && !seen.add(column)) {
                problems.add(at, "There is another column " + at.shown() + ".", "Keep one of them.");
            }
            columns.add(column);
        }
        NEEDED.stream().filter(part -> !seen.contains(part)).forEach(part -> {
            problems.add(1, 1, "The column '" + part.heading() + "' is not there.", "Add it.");
        });
        return columns;
    }

    private TableColumn column(Token heading) {
        if (heading.text().isEmpty()) {
            return new Nothing(false);
        }
        var part = Part.of(heading.text());
        if (part.isPresent()) {
            return part.get();
        }
        var condition = CONDITION.matcher(heading.text());
        if (heading.text().length() > LONGEST || !condition.matches()) {
            problems.add(heading, "There is no column " + heading.shown() + ".", mend(heading.text()));
            return new Nothing(true);
        }
        return asked(
                heading,
                Optional.ofNullable(condition.group(1)),
                condition.group(2),
                condition.group(3).replaceAll("\\s+", " "));
    }

    private TableColumn asked(Token heading, Optional<String> word, String field, String test) {
        var fact = word.map(FactType::of).orElse(Optional.of(FactType.CASE));
        if (fact.isEmpty()) {
            problems.add(
                    heading,
                    "'" + word.orElse("") + "' is no fact.",
                    "Use Case, Prediction, Standing, Workload or Context.");
            return new Nothing(true);
        }
        var term = vocabulary.term(fact.get(), field);
        if (term.isEmpty()) {
            problems.add(
                    heading,
                    fact.get().word() + " has no field '" + field + "' that rules can read.",
                    elsewhere(field)
                            .map(owner -> "Did you mean '" + owner.word() + "." + field + "'?")
                            .orElseGet(() -> TermChecks.nearest(field, vocabulary.names(fact.get()))));
            return new Nothing(true);
        }
        Operator.of(test)
                .filter(operator -> operator.isOrdering() && !term.get().hasOrder())
                .ifPresent(operator -> problems.add(
                        heading,
                        field + " has no order: it is " + term.get().kind().inTables + ".",
                        "Use == or != or in."));
        return new Asked(fact.get(), field, test);
    }

    private Optional<FactType> elsewhere(String field) {
        return Arrays.stream(FactType.values())
                .filter(fact -> vocabulary.term(fact, field).isPresent())
                .findFirst();
    }

    private String mend(String heading) {
        if (vocabulary.names(FactType.CASE).contains(heading) || heading.matches("[A-Z][a-z]{1,20}[.][A-Za-z]{1,40}")) {
            return "Write an operator after the field: one of " + String.join(" ", Asked.TESTS) + ".";
        }
        var parts = Arrays.stream(Part.values()).map(Part::heading).collect(Collectors.toList());
        return TermChecks.nearest(heading, parts)
                + " A condition is headed by field and operator, such as: credit_amount >";
    }
}
