package org.countersign.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance.How;
import org.countersign.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cases that people labelled differently. */
@Component
public class Conflicts {

    private static final int MOST = 100;

    /** {@code total} of them; the 100 with the newest labels in full. */
    public record Listing(int total, List<Conflict> conflicts) {}

    /** A case and all its labels, oldest first. */
    public record Conflict(Case subject, List<Given> labels) {}

    /**
     * One label of the case.
     *
     * @param probability with which the case was chosen to be labelled; null when unknown
     * @param counts whether it is learned from
     */
    public record Given(
            String label,
            How how,
            String by,
            Instant at,
            @Nullable String decisionId,
            @Nullable Double probability,
            boolean counts) {}

    private final ExampleRows rows;
    private final Policies policies;

    Conflicts(ExampleRows rows, Policies policies) {
        this.rows = rows;
        this.policies = policies;
    }

    public Listing list(String useCase) {
        policies.inForce(useCase);
        var cases = rows.conflicting(useCase, MOST).stream()
                .collect(Collectors.groupingBy(Example::caseDigest, LinkedHashMap::new, Collectors.toList()));
        var conflicts = new ArrayList<Conflict>();
        cases.values().forEach(labels -> conflicts.add(conflict(labels)));
        return new Listing(rows.countConflicts(useCase), conflicts);
    }

    private static Conflict conflict(List<Example> labels) {
        var standing = Settled.standing(labels).stream().map(Example::id).collect(Collectors.toSet());
        return new Conflict(
                labels.get(0).subject(),
                labels.stream()
                        .map(e -> new Given(
                                e.label(),
                                e.provenance().how(),
                                e.provenance().by(),
                                e.at(),
                                e.decisionId(),
                                e.provenance().probability(),
                                standing.contains(e.id())))
                        .toList());
    }
}
