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

    /** Where a rule's name stands: a line of a file and a column in it, or a row of a table, whose header is line 1, and a cell. */
    public record Place(String file, int line, int column) {}
}
