package org.countersign.routing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Facts;

/**
 * All that a rule set reads. A case that lacks any of it goes to a person, by this class and not by a rule, so that no
 * one can edit it away. Rules that are not in force do not count: they read nothing.
 */
final class ReadFields {

    private final Map<Term, List<Rule>> readers = new LinkedHashMap<>();

    void add(Rule rule, List<Constraint> constraints) {
        constraints.stream()
                .flatMap(c -> c.reads().stream())
                .distinct()
                .forEach(t ->
                        readers.computeIfAbsent(t, any -> new ArrayList<>()).add(rule));
    }

    /** What is missing, as people name it, in order of the name. */
    List<String> missing(Facts facts) {
        Instant time = facts.context().time();
        return readers.entrySet().stream()
                .filter(e -> e.getKey().read(facts) == null)
                .filter(e -> e.getValue().stream().anyMatch(r -> r.inForce(time)))
                .map(e -> e.getKey().title())
                .sorted()
                .toList();
    }
}
