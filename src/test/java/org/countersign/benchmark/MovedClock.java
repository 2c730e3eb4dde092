package org.countersign.benchmark;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.impl.util.ClockUtil;

/** Goes on as clocks do, and can be put forward; the engine's own goes with it. */
final class MovedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    void forwardTo(Instant time) {
        var by = Duration.between(instant(), time);
        if (by.isNegative()) {
            throw new IllegalArgumentException("It is later than " + time + " already.");
        }
        ahead = ahead.plus(by);
        ClockUtil.offset(ahead.toMillis());
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
