package org.countersign.assurance;

import java.util.OptionalInt;

/** How many spot checks it takes until an alarm is raised, exactly (no simulation), and the rate that follows. */
final class ChecksNeeded {

    private final ErrorAlarm alarm;
    private final double error;
    private double[] chances = {1};
    private int checks;
    private int bound = 1;
    private double raised;

    private ChecksNeeded(ErrorAlarm alarm, double error) {
        this.alarm = alarm;
        this.error = error;
    }

    /**
     * The least number of checks after which the alarm has been raised with this chance, when a share {@code error} is
     * wrong from the first on; empty if {@code most} are not enough.
     */
    static OptionalInt until(ErrorAlarm alarm, double error, double chance, int most) {
        var walk = new ChecksNeeded(alarm, error);
        while (walk.checks < most) {
            walk.step();
            if (walk.raised >= chance) {
                return OptionalInt.of(walk.checks);
            }
        }
        return OptionalInt.empty();
    }

    /** The chance that the alarm has been raised after so many checks. */
    static double raisedWithin(ErrorAlarm alarm, double error, int checks) {
        var walk = new ChecksNeeded(alarm, error);
        while (walk.checks < checks) {
            walk.step();
        }
        return walk.raised;
    }

    /** The share of decisions to draw, so that the checks come together in time. */
    static double rate(double checks, double days, double decisionsPerDay, double floor) {
        double decisions = days * decisionsPerDay;
        return Math.min(1, Math.max(floor, decisions > 0 ? checks / decisions : 1));
    }

    /** One more check: where the numbers of errors below the bound go, and what crosses it. */
    private void step() {
        checks++;
        while (bound <= checks && !alarm.isRaised(bound, checks)) {
            bound++;
        }
        var next = new double[Math.min(bound, checks + 1)];
        for (int k = 0; k < chances.length; k++) {
            if (k < next.length) {
                next[k] += chances[k] * (1 - error);
            }
            if (k + 1 < next.length) {
                next[k + 1] += chances[k] * error;
            } else {
                raised += chances[k] * error;
            }
        }
        chances = next;
    }
}
