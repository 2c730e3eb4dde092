package org.countersign.benchmark;

import java.util.List;
import java.util.Locale;

/**
 * How much may be approved automatically, and how soon, on Adult with alpha = delta = .05. The pledges are about Adult. Minutes:
 * {@code mvn -q test-compile exec:java -Dexec.mainClass=org.countersign.benchmark.Power}
 */
public final class Power {

    private static final double ALPHA = .05;
    private static final int RUNS = 1000;
    private static final int STREAMS = 100;
    private static final List<Integer> AFTER = List.of(1000, 2000, 5000, 10_000, 20_000);

    private Power() {}

    public static void main(String[] arguments) {
        var adult = Pool.adult();
        var pool = adult.orElseGet(() -> Pool.simulated(100_000));
        var pledges = new Pledges();
        System.out.printf(Locale.ROOT, "%s, best possible coverage %.3f%n%n", pool, pool.bestCoverage(ALPHA));
        System.out.println("| labels in one batch | coverage: median | mean |\n|---|---|---|");
        for (int labels : List.of(300, 500, 1000, 2000, 5000)) {
            var found = Validity.batches(pool, labels, ALPHA, RUNS);
            System.out.printf(Locale.ROOT, "| %,d | %.3f | %.3f |%n", labels, found.medianCoverage(), found.coverage());
            if (adult.isPresent() && labels == 2000) {
                pledges.atLeast(.70, found.medianCoverage(), "coverage with 2,000 labels");
            }
        }
        System.out.print("\n| streaming: all reviewed at first |");
        AFTER.forEach(n -> System.out.printf(" after %,d |", n));
        System.out.println(" labels in all |\n|---|" + "---|".repeat(AFTER.size() + 1));
        for (int first : List.of(0, 2000, 5000, 10_000)) {
            var coverage = row(pool, first);
            if (adult.isPresent() && first == 2000) {
                pledges.atLeast(.66, coverage[AFTER.indexOf(5000)], "streaming after 5,000, the first 2,000 reviewed");
            }
            if (adult.isPresent() && first == 5000) {
                pledges.atLeast(
                        .70, coverage[AFTER.indexOf(10_000)], "streaming after 10,000, the first 5,000 reviewed");
            }
        }
        pledges.settle();
    }

    private static double[] row(Pool pool, int reviewedFirst) {
        var coverage = new double[AFTER.size()];
        double labels = 0;
        for (int seed = 0; seed < STREAMS; seed++) {
            var stream = new Streaming(pool, ALPHA, reviewedFirst, seed);
            for (int i = 0; i < coverage.length; i++) {
                coverage[i] += stream.until(AFTER.get(i)).coverage() / STREAMS;
            }
            labels += (double) stream.labels() / STREAMS;
        }
        System.out.printf(Locale.ROOT, "| %,d |", reviewedFirst);
        for (double c : coverage) {
            System.out.printf(Locale.ROOT, " %.3f |", c);
        }
        System.out.printf(Locale.ROOT, " %,.0f |%n", labels);
        return coverage;
    }
}
