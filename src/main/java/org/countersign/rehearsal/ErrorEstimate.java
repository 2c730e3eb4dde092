package org.countersign.rehearsal;

import org.jspecify.annotations.Nullable;

/**
 * The share of wrong labels among decisions that are auto-approved, as blind first judgements tell.
 *
 * @param decisions auto-approved ones
 * @param labels blind judgements among them
 * @param error null when it cannot be estimated
 * @param low lower end of the interval, 95 %
 * @param high upper end
 * @param cannot why it cannot be estimated; null when it can
 */
public record ErrorEstimate(
        long decisions,
        long labels,
        @Nullable Double error,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable String cannot) {

    static ErrorEstimate impossible(long decisions, long labels, String why) {
        return new ErrorEstimate(
                decisions, labels, null, null, null, "cannot be estimated: n = " + labels + " (" + why + ")");
    }
}
