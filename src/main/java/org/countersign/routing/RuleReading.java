package org.countersign.routing;

import java.util.List;
import java.util.function.Function;

/** What came of reading a text of rules: all of it, or all that is wrong with it. */
public sealed interface RuleReading {

    /** The text is within the language. */
    record Read(RuleSet ruleSet) implements RuleReading {}

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
