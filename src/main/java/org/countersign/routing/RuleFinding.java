package org.countersign.routing;

import java.util.List;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.routing.SourcedRules.Place;
import org.jspecify.annotations.Nullable;

/**
 * Something about rules that are within the language, but may not say what was meant.
 *
 * @param rules names of the rules that it is about, the one to mend first; empty when it is about what none says
 * @param place where the first of them is written; null when unknown
 */
public record RuleFinding(
        Severity severity,
        Kind kind,
        List<String> rules,
        @Nullable Place place,
        String what,
        String mend) {

    public RuleFinding {
        rules = List.copyOf(rules);
    }

    public enum Kind {
        NEVER_FIRES,
        CONTRADICTS,
        REPEATS,
        REDUNDANT,
        UNCONDITIONAL,
        OVERLAPS,
        GAP,
        /** The checks could not look at all of it. */
        UNCHECKED
    }
}
