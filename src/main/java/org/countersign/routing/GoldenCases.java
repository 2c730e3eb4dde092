package org.countersign.routing;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.countersign.policy.Field;
import org.countersign.policy.Policy;

/**
 * Cases for which people wrote down how they must be routed. The columns of {@code cases.csv}: {@code name}, the
 * policy's fields, {@code prediction.*}, {@code standing.*}, {@code workload.*}, {@code context.*}, and {@code level}
 * after rules and floor; optionally {@code route.queue}, {@code route.priority}, {@code route.secondPerson}. An empty
 * cell is a missing value, or nothing expected.
 */
public final class GoldenCases {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    private static final List<String> NEEDED = List.of("name", "level", "prediction.label", "prediction.confidence");

    private GoldenCases() {}

    /**
     * What is wrong with the cases, or is routed otherwise than they say; empty when all is well. The column of a
     * problem is the number of its cell in the row.
     */
    public static List<RuleProblem> check(String csv, RuleSet ruleSet, Policy policy) {
        var problems = new Problems();
        var text = Grid.withoutMark(csv);
        try (var rows = Grid.separated(FORMAT, text).parse(new StringReader(text))) {
            checkColumns(rows.getHeaderNames(), policy, problems);
            var rules = new BuiltRules(ruleSet, policy);
            long line = rows.getCurrentLineNumber();
            for (var row : rows) {
                new GoldenCase(row, (int) line + 1, policy, problems).check(rules);
                line = rows.getCurrentLineNumber();
            }
        } catch (UncheckedIOException | IOException | IllegalArgumentException | IllegalStateException unreadable) {
            problems.add(1, 1, "This is not a table: " + unreadable.getMessage() + ".", "Send CSV with a header row.");
        }
        return problems.isEmpty() ? List.of() : problems.inOrder();
    }

    private static void checkColumns(List<String> columns, Policy policy, Problems problems) {
        var known = new TreeSet<>(GoldenCase.COLUMNS);
        policy.fields().stream().map(Field::name).forEach(known::add);
        for (int i = 0; i < columns.size(); i++) {
            if (!known.contains(columns.get(i))) {
                var mend = TermChecks.nearest(columns.get(i), known);
                problems.add(1, i + 1, "There is no column '" + columns.get(i) + "'.", mend);
            }
        }
        for (var needed : NEEDED) {
            if (!Set.copyOf(columns).contains(needed)) {
                problems.add(1, 1, "The column '" + needed + "' is not there.", "Add it.");
            }
        }
    }
}
