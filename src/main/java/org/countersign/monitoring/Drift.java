package org.countersign.monitoring;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.countersign.policy.Policy;

/**
 * How the newest decisions of a model differ from its first ones. Neither says whether it is still right: that the spot
 * checks do.
 *
 * @param before its first decisions, or those after cases last changed
 * @param recent its newest ones
 * @param features those that changed first, by how much they did
 */
public record Drift(String model, Instant at, Period before, Period recent, List<FeatureDrift> features) {

    /** Decisions from one time to another. */
    public record Period(Instant from, Instant to, int decisions) {

        static Period of(List<Seen> seen) {
            return new Period(seen.get(0).at(), seen.get(seen.size() - 1).at(), seen.size());
        }
    }

    /** The chance of a false word in one look, all features together. */
    private static final double FALSELY = .001;

    private static final int MOST_NAMED = 5;

    public Drift {
        features = List.copyOf(features);
    }

    /** Compares; both samples oldest first, neither empty. */
    static Drift of(Policy policy, String model, List<Seen> before, List<Seen> recent, Instant at) {
        var features = Feature.of(policy);
        var level = FALSELY / features.size();
        return new Drift(
                model,
                at,
                Period.of(before),
                Period.of(recent),
                features.stream()
                        .map(feature -> FeatureDrift.of(feature, before, recent, level))
                        .sorted(Comparator.comparing(FeatureDrift::drifted)
                                .thenComparingDouble(f -> f.psi() / f.threshold())
                                .reversed())
                        .toList());
    }

    private static String day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** What has changed. */
    public List<FeatureDrift> changed() {
        return features.stream().filter(FeatureDrift::drifted).toList();
    }

    public String words() {
        var changed = changed();
        var what = changed.stream().limit(MOST_NAMED).map(FeatureDrift::words).collect(Collectors.joining("; "));
        if (changed.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "The newest %d decisions are like the %d that %s is compared with.",
                    recent.decisions(),
                    before.decisions(),
                    model);
        }
        return "Cases have changed since " + day(before.to()) + " (" + model + "): " + what
                + (changed.size() > MOST_NAMED ? "; and " + (changed.size() - MOST_NAMED) + " more." : ".");
    }
}
