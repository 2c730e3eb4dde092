package org.countersign.assurance;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/** How many spot checks it takes until an alarm is raised, and the rate that follows. */
final class ChecksNeeded {

    /** Odd, so that there is a median; with so many it is right to about a tenth. */
    private static final int RUNS = 201;

    private static final long SEED = 4;

    private final ErrorAlarm alarm;
    private final double error;
    private final int wrongBefore;
    private double[] chances = {1};
    private int checks;
    private int bound;
    private double raised;

    private ChecksNeeded(ErrorAlarm alarm, double error, int wrongBefore, int checksBefore) {
        this.alarm = alarm;
        this.error = error;
        this.wrongBefore = wrongBefore;
        this.checks = checksBefore;
        this.bound = wrongBefore + 1;
    }

    /**
     * The least number of checks after which the alarm has been raised with this chance, when a share {@code error} is
     * wrong from the first on; empty if {@code most} are not enough. Exact, no simulation.
     */
    static OptionalInt until(ErrorAlarm alarm, double error, double chance, int most) {
        return until(alarm, 0, 0, error, chance, most);
    }

    /** How many more, after {@code checks} that found {@code wrong} errors: a good spell weighs against the alarm. */
    static OptionalInt until(ErrorAlarm alarm, int wrong, int checks, double error, double chance, int most) {
        var walk = new ChecksNeeded(alarm, error, wrong, checks);
        while (walk.checks - checks < most) {
            walk.step();
            if (walk.raised >= chance) {
                return OptionalInt.of(walk.checks - checks);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * In half of the cases this alarm is raised by so many more checks; empty if {@code most} are not enough. Simulated,
     * as it remembers too much to be followed exactly; the same for the same arguments.
     */
    static OptionalInt median(RunLengthAlarm alarm, double error, int most) {
        var random = new SplittableRandom(SEED);
        var delays = new int[RUNS];
        for (int run = 0; run < RUNS; run++) {
            var now = alarm;
            while (!now.isRaised() && delays[run] <= most) {
                now = now.after(random.nextDouble() < error);
                delays[run]++;
            }
        }
        Arrays.sort(delays);
        int median = delays[RUNS / 2];
        return median <= most ? OptionalInt.of(median) : OptionalInt.empty();
    }

    /** The chance that the alarm has been raised after so many checks. */
    static double raisedWithin(ErrorAlarm alarm, double error, int checks) {
        var walk = new ChecksNeeded(alarm, error, 0, 0);
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
        var next = new double[Math.min(bound - wrongBefore, chances.length + 1)];
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
