package org.countersign.routing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What came of reading a text or table of rules: all of it, or all that is wrong with it. */
public sealed interface RuleReading {

    /**
     * It is within the language.
     *
     * @param names where the name of each rule stands
     */
    record Read(RuleSet ruleSet, Map<String, Spot> names) implements RuleReading {
        public Read {
            names = Map.copyOf(names);
        }
    }

    /** Line and column, counted from 1; in a table, row and cell. */
    record Spot(int line, int column) {}

    /** It is not; in order of place, at least one. */
    record Refused(List<RuleProblem> problems) implements RuleReading {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    default <T> T fold(Function<RuleSet, T> read, Function<List<RuleProblem>, T> refused) {
        return this instanceof Read r ? read.apply(r.ruleSet()) : refused.apply(((Refused) this).problems());
    }
}
