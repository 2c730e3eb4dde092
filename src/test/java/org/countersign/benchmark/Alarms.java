package org.countersign.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.countersign.assurance.ErrorAlarm;
import org.countersign.assurance.RunLengthAlarm;

/**
 * How soon the alarms notice a broken promise, and how often they are wrong, at alpha = delta = .05. Seconds:
 * {@code mvn -q test-compile exec:java -Dexec.mainClass=org.countersign.benchmark.Alarms}
 */
public final class Alarms {

    static final double ALPHA = .05;
    private static final ErrorAlarm CLOSED_FORM = new ErrorAlarm(ALPHA, .05);
    private static final double RUN_LENGTH = 1000;
    private static final int GOOD_SPELL = 500;
    private static final int RUNS = 10_000;
    private static final List<Double> ERRORS = List.of(.10, .15, .25);

    /** Median checks of the closed form, computed exactly, and those of the other that are to be reached. */
    private static final List<Integer> EXACT = List.of(221, 53, 16);

    private static final List<Integer> PLEDGED = List.of(103, 48, 20);

    /** The medians lie where the distributions are flat: one more per cent of the runs moves them by as much. */
    private static final double TOLERANCE = 1.1;

    private Alarms() {}

    public static void main(String[] arguments) {
        var pledges = new Pledges();
        double falsely = falselyRaised(RUNS, 5000);
        double run = meanRunLength(1000);
        pledges.atMost(.05, falsely, "closed form, raised falsely within 5,000 checks");
        pledges.atLeast(RUN_LENGTH, run, "checks between false warnings");
        System.out.printf(
                Locale.ROOT,
                "closed form: raised falsely within 5,000 checks at an error of .05 in %.2f %% of %,d runs%n",
                100 * falsely,
                RUNS);
        System.out.printf(
                Locale.ROOT,
                "run length: checks between false alarms at an error of .05, mean %,.0f (promised: at least %,.0f)%n%n",
                run,
                RUN_LENGTH);
        System.out.println("| true error | closed form: median checks | run length, after 500 good checks: median"
                + " | mean |\n|---|---|---|---|");
        for (double error : ERRORS) {
            var delays = delays(error, RUNS);
            int median = medianChecks(error, RUNS);
            int pledged = PLEDGED.get(ERRORS.indexOf(error));
            pledges.atMost(TOLERANCE * EXACT.get(ERRORS.indexOf(error)), median, "closed form, median at " + error);
            pledges.atMost(TOLERANCE * pledged, delays[delays.length / 2], "run length, median at " + error);
            System.out.printf(
                    Locale.ROOT,
                    "| %.2f | %d | %d | %.0f |%n",
                    error,
                    median,
                    delays[delays.length / 2],
                    Arrays.stream(delays).average().orElseThrow());
        }
        pledges.settle();
    }

    /** How often an alarm is raised although nothing is wrong. */
    static double falselyRaised(int runs, int checks) {
        int raised = 0;
        for (int run = 0; run < runs; run++) {
            raised += checksUntilRaised(ALPHA, checks, run) <= checks ? 1 : 0;
        }
        return (double) raised / runs;
    }

    static int medianChecks(double error, int runs) {
        var checks = new int[runs];
        for (int run = 0; run < runs; run++) {
            checks[run] = checksUntilRaised(error, 5000, run);
        }
        Arrays.sort(checks);
        return checks[runs / 2];
    }

    private static int checksUntilRaised(double error, int most, long seed) {
        var random = new SplittableRandom(seed);
        int wrong = 0;
        for (int n = 1; n <= most; n++) {
            if (random.nextDouble() < error) {
                wrong++;
                // a good check never raises it
                if (CLOSED_FORM.isRaised(wrong, n)) {
                    return n;
                }
            }
        }
        return most + 1;
    }

    /** Checks from the change until the warning, sorted; runs that warned before the change begin again. */
    static int[] delays(double error, int runs) {
        var delays = new int[runs];
        for (int run = 0; run < runs; run++) {
            var random = new SplittableRandom(run);
            var alarm = RunLengthAlarm.start(ALPHA, RUN_LENGTH);
            for (int n = 0; n < GOOD_SPELL; n++) {
                alarm = alarm.isRaised()
                        ? RunLengthAlarm.start(ALPHA, RUN_LENGTH)
                        : alarm.after(random.nextDouble() < .02);
            }
            while (!alarm.isRaised()) {
                alarm = alarm.after(random.nextDouble() < error);
                delays[run]++;
            }
        }
        Arrays.sort(delays);
        return delays;
    }

    static double meanRunLength(int runs) {
        long checks = 0;
        for (int run = 0; run < runs; run++) {
            var random = new SplittableRandom(run);
            var alarm = RunLengthAlarm.start(ALPHA, RUN_LENGTH);
            while (!alarm.isRaised()) {
                alarm = alarm.after(random.nextDouble() < ALPHA);
                checks++;
            }
        }
        return (double) checks / runs;
    }
}
