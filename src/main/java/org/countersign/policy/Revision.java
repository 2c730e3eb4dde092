package org.countersign.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One version of the rules, or of the policy, of a use case. Its files never change; its state does.
 *
 * @param version digest of the files, 64 hex digits
 * @param number counted from 1 within use case and kind, for people
 * @param files file name to text, as in {@code rules/<use-case>/}
 * @param authors who wrote it; none of them may publish it
 * @param proposal null for the versions that a folder brought at the first start
 * @param decidedBy who published it or turned it down last; null while nobody has
 */
public record Revision(
        String useCase,
        Kind kind,
        String version,
        int number,
        Map<String, String> files,
        State state,
        Set<String> authors,
        Instant createdAt,
        @Nullable Proposal proposal,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt) {

    /** What is versioned. */
    public enum Kind {
        RULES,
        POLICY
    }

    /** Where a version stands; a draft is not yet one. */
    public enum State {
        PROPOSED,
        PUBLISHED,
        RETIRED
    }

    /**
     * Who put a version up for publication, on what ground.
     *
     * @param base the version that was in force then; publishing on another base is refused
     * @param backTest digest of the back-test that goes with it; null when there was none
     */
    public record Proposal(
            String by, Instant at, String base, @Nullable String backTest, String note) {}

    public Revision {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        authors = Set.copyOf(authors);
    }

    /** Everyone who had a hand in it; publishing takes another person (law 5). */
    public Set<String> people() {
        var people = new TreeSet<>(authors);
        if (proposal != null) {
            people.add(proposal.by());
        }
        return people;
    }
}
