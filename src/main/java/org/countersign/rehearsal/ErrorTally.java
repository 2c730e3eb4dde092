package org.countersign.rehearsal;

import java.util.EnumMap;
import java.util.Map;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * Estimates the error among auto-approved decisions from blind first judgements, each weighted by one over the
 * probability with which it was asked for (Hajek). Decisions are taken apart by the level at which they were recorded,
 * which decides how they came to be judged, and put together again in their known numbers: so a backlog at one level
 * does not tilt the whole.
 *
 * <p>The interval is that of Clopper and Pearson for as many judgements as there would be if every one were as rare as
 * the rarest (decisions over largest weight). A weighted sum of zeros and ones varies at most that much, so it is
 * conservative: a normal approximation fails where errors are few, which is the case that matters. A level from which
 * no or few judgements come counts as wholly right at the lower end and wholly wrong at the upper; above a share of
 * 5 % there is no estimate.
 */
final class ErrorTally {

    static final int LEAST_LABELS = 30;
    private static final int LEAST_PER_LEVEL = 5;
    private static final double MOST_UNREACHED = .05;

    private static final class Stratum {
        private long decisions;
        private long labels;
        private double weights;
        private double wrong;
        private double largest;

        private boolean isReached() {
            return labels >= LEAST_PER_LEVEL;
        }

        /** What makes the weights add up to the known number of decisions. */
        private double factor() {
            return decisions / weights;
        }
    }

    private final Map<OversightLevel, Stratum> strata = new EnumMap<>(OversightLevel.class);

    /** An auto-approved decision that nobody judged blind. */
    void add(OversightLevel recorded) {
        stratum(recorded).decisions++;
    }

    /** One that somebody judged, having been asked with this probability. */
    void add(OversightLevel recorded, boolean wrong, double probability) {
        add(recorded);
        var stratum = stratum(recorded);
        var weight = 1 / probability;
        stratum.labels++;
        stratum.weights += weight;
        stratum.wrong += wrong ? weight : 0;
        stratum.largest = Math.max(stratum.largest, weight);
    }

    private Stratum stratum(OversightLevel recorded) {
        return strata.computeIfAbsent(recorded, level -> new Stratum());
    }

    ErrorEstimate estimate() {
        long decisions = 0;
        long labels = 0;
        long reached = 0;
        double wrong = 0;
        double largest = 0;
        for (var s : strata.values()) {
            decisions += s.decisions;
            labels += s.labels;
            if (s.isReached()) {
                reached += s.decisions;
                wrong += s.wrong * s.factor();
                largest = Math.max(largest, s.largest * s.factor());
            }
        }
        var reason = unfit(decisions, labels, reached);
        if (reason != null) {
            return ErrorEstimate.impossible(decisions, labels, reason);
        }
        var error = wrong / reached;
        var n = reached / largest;
        var interval = ExactInterval.of(error * n, n);
        var share = (double) reached / decisions;
        return new ErrorEstimate(
                decisions, labels, error, interval.low() * share, interval.high() * share + 1 - share, null);
    }

    private static @Nullable String unfit(long decisions, long labels, long reached) {
        if (decisions == 0) {
            return "nothing is auto-approved";
        }
        if (labels < LEAST_LABELS) {
            return "fewer than %d blind judgements".formatted(LEAST_LABELS);
        }
        if (decisions - reached > MOST_UNREACHED * decisions) {
            return "%d of %d auto-approved decisions are of a kind that nobody judged blind"
                    .formatted(decisions - reached, decisions);
        }
        return null;
    }
}
