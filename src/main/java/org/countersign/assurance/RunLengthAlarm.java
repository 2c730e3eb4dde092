package org.countersign.assurance;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Notices that errors have become more frequent than {@code alpha} even after a long good spell (e-detector of Shiryaev
 * and Roberts). Its promise is a run length: while the share is at most {@code alpha}, on average at least
 * {@code runLength} checks pass until it is raised.
 *
 * @param statistics all that is remembered of the checks so far
 */
public record RunLengthAlarm(double alpha, double runLength, List<Double> statistics) {

    private static final List<Double> MULTIPLES = List.of(1.5, 2.0, 3.0, 5.0, 8.0);

    /** Beyond it nothing changes any more, and infinity could not be stored. */
    private static final double MOST = 1e300;

    public RunLengthAlarm {
        Shares.require("alpha", alpha);
        if (!(runLength > 1)) {
            throw new IllegalArgumentException("The run length is " + runLength + ", not above 1.");
        }
        if (statistics.size() != MULTIPLES.size()) {
            throw new IllegalArgumentException("It remembers " + MULTIPLES.size() + " numbers.");
        }
        statistics = List.copyOf(statistics);
    }

    public static RunLengthAlarm start(double alpha, double runLength) {
        return new RunLengthAlarm(alpha, runLength, Collections.nCopies(MULTIPLES.size(), 0.0));
    }

    /** After one more check. */
    public RunLengthAlarm after(boolean wrong) {
        var next = IntStream.range(0, MULTIPLES.size())
                .mapToObj(i -> Math.min(MOST, ratio(MULTIPLES.get(i), wrong) * (statistics.get(i) + 1)))
                .toList();
        return new RunLengthAlarm(alpha, runLength, next);
    }

    private double ratio(double multiple, boolean wrong) {
        double p = Math.min(multiple * alpha, (1 + alpha) / 2);
        return wrong ? p / alpha : (1 - p) / (1 - alpha);
    }

    /** What is compared to the run length. */
    public double value() {
        return statistics.stream().mapToDouble(m -> m / statistics.size()).sum();
    }

    public boolean isRaised() {
        return value() >= runLength;
    }
}
