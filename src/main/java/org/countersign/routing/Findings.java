package org.countersign.routing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.countersign.policy.FileProblem.Severity;
import org.countersign.routing.RuleFinding.Kind;
import org.countersign.routing.SourcedRules.Place;

/** Collects what was found about rules. */
final class Findings {

    private static final int MOST_OF_A_KIND = 200;

    private final Map<String, Place> places;
    private final List<RuleFinding> found = new ArrayList<>();
    private final Map<Kind, Integer> counts = new HashMap<>();

    Findings(Map<String, Place> places) {
        this.places = places;
    }

    void add(Severity severity, Kind kind, List<String> rules, String what, String mend) {
        if (counts.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
            var place = rules.isEmpty() ? null : places.get(rules.get(0));
            found.add(new RuleFinding(severity, kind, rules, place, what, mend));
        }
    }

    /** Worst first, and else as found. */
    List<RuleFinding> inOrder() {
        return found.stream()
                .sorted(Comparator.comparing(RuleFinding::severity).thenComparing(RuleFinding::kind))
                .toList();
    }
}
