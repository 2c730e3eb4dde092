package org.countersign.benchmark;

import java.util.Random;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.WealthStream;

/** Decisions through the streaming certificate: what is certified is spot-checked, everything else is reviewed. */
final class Streaming {

    private static final double SPOT_CHECKS = .05;

    /** The strictest threshold is where so many labels can be expected to certify it. */
    private static final int FIRST_LABELS = 500;

    private final Pool pool;
    private final double alpha;
    private final int reviewedFirst;
    private final Random random;
    private final WealthStream stream;
    private boolean everBroken;
    private long labels;
    private int decisions;

    /** @param reviewedFirst so many decisions are all reviewed, whatever is certified by then */
    Streaming(Pool pool, double alpha, int reviewedFirst, long seed) {
        this.pool = pool;
        this.alpha = alpha;
        this.reviewedFirst = reviewedFirst;
        this.random = new Random(seed);
        var grid = FixedSequence.grid(pool.recentScores(), FIRST_LABELS, alpha, Validity.DELTA);
        this.stream = WealthStream.start(alpha, Validity.DELTA, grid);
    }

    /** After so many decisions in all. */
    Streaming until(int n) {
        for (; decisions < n; decisions++) {
            var next = pool.draw(random);
            boolean approved = decisions >= reviewedFirst && next.score() >= threshold();
            if (approved) {
                stream.expectDraws(SPOT_CHECKS);
            }
            double probability = approved ? SPOT_CHECKS : 1;
            boolean drawn = random.nextDouble() < probability;
            labels += drawn ? 1 : 0;
            double before = threshold();
            stream.add(next.score(), probability, drawn, next.wrong());
            everBroken |= threshold() < before && pool.error(threshold()) > alpha;
        }
        return this;
    }

    private double threshold() {
        return stream.threshold().orElse(Double.POSITIVE_INFINITY);
    }

    double coverage() {
        return pool.coverage(threshold());
    }

    boolean everBroken() {
        return everBroken;
    }

    long labels() {
        return labels;
    }
}
