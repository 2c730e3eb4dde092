package org.countersign.routing;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.countersign.decision.Facts;

/**
 * One case before the rules, with the time that they have for it. Each condition is asked at most once per case, and none
 * loops, so the work is bounded by the length of the rules; this bounds what that may take.
 */
final class Inquiry {

    static final Duration LONGEST = Duration.ofSeconds(1);

    private static final int STEPS_PER_LOOK = 32;

    private final Facts facts;
    private final LongSupplier nanos;
    private final long begun;
    private int steps;

    Inquiry(Facts facts, LongSupplier nanos) {
        this.facts = facts;
        this.nanos = nanos;
        this.begun = nanos.getAsLong();
    }

    Facts facts() {
        return facts;
    }

    /** Called for each condition that is asked. */
    void step() {
        if (++steps % STEPS_PER_LOOK == 0) {
            requireInTime();
        }
    }

    /** A {@link RulesFailed} when the time is over. */
    void requireInTime() {
        if (nanos.getAsLong() - begun > LONGEST.toNanos()) {
            throw new RulesFailed("The rules took longer than %d s on this case.".formatted(LONGEST.toSeconds()));
        }
    }
}
