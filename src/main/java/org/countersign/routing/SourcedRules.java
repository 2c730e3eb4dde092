package org.countersign.routing;

import java.util.Map;

/**
 * A rule set, and where each of its rules is written.
 *
 * @param places by the rule's name
 */
public record SourcedRules(RuleSet ruleSet, Map<String, Place> places) {

    public SourcedRules {
        places = Map.copyOf(places);
    }

    /** A line of a file, or a row of a table: its header is line 1. */
    public record Place(String file, int line) {}
}
