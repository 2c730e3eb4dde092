package org.countersign.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.countersign.policy.Policy;
import org.countersign.routing.TableColumn.Asked;

/**
 * A decision table: the second face of the rule language. Its rows are rules; its header names the columns, in any order:
 *
 * <ul>
 *   <li>{@code name}, {@code owner}, {@code rationale}: needed in every row; {@code effective}, {@code expires}: days such
 *       as {@code 2026-01-31}
 *   <li>conditions, headed by field and operator: {@code credit_amount >}, {@code purpose in}, {@code Prediction.confidence
 *       <}; {@code Case.} may be left out. Operators are {@code == != > >= < <= in} and {@code not in}. A cell holds a value,
 *       or after {@code in} values separated by semicolons. An empty cell asks nothing; all others of a row must hold
 *   <li>{@code level} (review, on the loop, approve) and {@code why}, {@code queue}, {@code priority} (0 to 100),
 *       {@code second person} (yes)
 * </ul>
 *
 * <p>Double quotes around a text are optional, but needed where a spreadsheet would take it for something else. Whatever a
 * spreadsheet would run is refused, and never written.
 */
public final class RuleTable {

    private RuleTable() {}

    /** A table, or why rules do not fit into one. */
    public sealed interface Writing {

        /** All rules fit. Reading the grid gives rules that decide the same. */
        record Written(Grid grid) implements Writing {}

        /**
         * Some rules say what a table cannot.
         *
         * @param misfits why, by the rule's name
         */
        record Unfit(Map<String, String> misfits) implements Writing {
            public Unfit {
                misfits = Map.copyOf(misfits);
            }
        }

        default <T> T fold(Function<Grid, T> written, Function<Map<String, String>, T> unfit) {
            return this instanceof Written w ? written.apply(w.grid()) : unfit.apply(((Unfit) this).misfits());
        }
    }

    /** Reads CSV against the policy of its use case; lines are rows, columns are cells, both counted from 1. */
    public static RuleReading read(String csv, Policy policy) {
        return read(csv, policy, new HashSet<>());
    }

    /** Reads a table; line 1 is its header, and a column is the number of a cell. */
    public static RuleReading read(Grid grid, Policy policy) {
        return read(grid, policy, new HashSet<>());
    }

    /** The rules as a table. The order of conditions in a rule is the table's, which changes no decision. */
    public static Writing write(RuleSet ruleSet, Policy policy) {
        return new TableWriter(new Vocabulary(policy)).write(ruleSet);
    }

    static RuleReading read(String csv, Policy policy, Set<String> taken) {
        return Grid.parse(csv).fold(grid -> read(grid, policy, taken), RuleReading.Refused::new);
    }

    private static RuleReading read(Grid grid, Policy policy, Set<String> taken) {
        var problems = new Problems();
        var vocabulary = new Vocabulary(policy);
        var columns = new TableHeader(vocabulary, problems).columns(grid.header());
        var rules = new ArrayList<Rule>();
        var names = new HashMap<String, RuleReading.Spot>();
        if (!columns.isEmpty()) {
            var heads = new HeadChecks(problems, taken);
            for (int i = 0; i < grid.rows().size(); i++) {
                var row = grid.rows().get(i);
                if (row.stream().allMatch(String::isBlank)) {
                    continue;
                }
                var rule = new TableRow(columns, row, i + 2, inOrder(vocabulary), policy, problems)
                        .rule(heads, vocabulary);
                rules.add(rule);
                names.put(rule.name(), new RuleReading.Spot(i + 2, columns.indexOf(TableColumn.Part.NAME) + 1));
                if (heads.areTooMany(Cells.token("", i + 2, 1))) {
                    break;
                }
            }
        }
        return RuleReader.reading(rules, names, problems);
    }

    /** The order of a rule's conditions, whatever that of the columns is: so the same table is the same version. */
    private static <T> Map<Asked, T> inOrder(Vocabulary vocabulary) {
        return new TreeMap<>(order(vocabulary));
    }

    static Comparator<Asked> order(Vocabulary vocabulary) {
        var places = new LinkedHashMap<FactType, List<String>>();
        for (var fact : FactType.values()) {
            places.put(fact, List.copyOf(vocabulary.names(fact)));
        }
        return Comparator.comparing(Asked::fact)
                .thenComparingInt((Asked asked) ->
                        places.getOrDefault(asked.fact(), List.of()).indexOf(asked.field()))
                .thenComparingInt(asked -> Asked.TESTS.indexOf(asked.test()));
    }
}
