package org.countersign.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.ScoredCase;

/**
 * How often the promise is broken: certificates from batches and from streams, and the naive threshold beside them.
 * About a minute: {@code mvn -q test-compile exec:java -Dexec.mainClass=org.countersign.benchmark.Validity}
 */
public final class Validity {

    static final double DELTA = .05;
    private static final int RUNS = 1000;
    private static final int STREAMS = 100;
    private static final int DECISIONS = 20_000;

    /** What became of many certificates. */
    record Batches(
            int runs, int broken, int naiveBroken, double coverage, double medianCoverage, double naiveCoverage) {}

    /** What became of many streams. */
    record Streams(int runs, int broken, double coverage) {}

    private Validity() {}

    public static void main(String[] arguments) {
        var pledges = new Pledges();
        System.out.println("| cases | labels | alpha | broken promises | allowed | coverage | best possible |"
                + " naive: broken | naive: coverage |\n|---|---|---|---|---|---|---|---|---|");
        Pool.adult().ifPresent(adult -> {
            print(pledges, adult, 2000, .05);
            print(pledges, adult, 2000, .02);
        });
        Pool.german().ifPresent(german -> print(pledges, german, 300, .15));
        print(pledges, Pool.simulated(100_000), 2000, .05);
        System.out.println(
                "\n| stream of 20,000 decisions | ever broken | allowed | coverage at the end |\n|---|---|---|---|");
        Stream.concat(Pool.adult().stream(), Stream.of(Pool.simulated(100_000))).forEach(pool -> {
            var streams = streams(pool, .05, STREAMS, DECISIONS);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d of %d | %.1f %% | %.3f |%n",
                    pool,
                    streams.broken(),
                    streams.runs(),
                    100 * DELTA,
                    streams.coverage());
            pledges.atMost(DELTA * STREAMS, streams.broken(), "streams ever broken, " + pool);
        });
        pledges.settle();
    }

    private static void print(Pledges pledges, Pool pool, int labels, double alpha) {
        var found = batches(pool, labels, alpha, RUNS);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %.2f | %.1f %% of %,d | %.1f %% | %.3f | %.3f | %.1f %% | %.3f |%n",
                pool,
                labels,
                alpha,
                100.0 * found.broken() / RUNS,
                RUNS,
                100 * allowed(RUNS),
                found.coverage(),
                pool.bestCoverage(alpha),
                100.0 * found.naiveBroken() / RUNS,
                found.naiveCoverage());
        var what = String.format(Locale.ROOT, " of %s at %.2f", pool, alpha);
        pledges.atMost(allowed(RUNS), (double) found.broken() / RUNS, "promises broken" + what);
        pledges.atLeast(.3, (double) found.naiveBroken() / RUNS, "promises broken by the naive threshold" + what);
    }

    /** Delta and two standard errors. */
    static double allowed(int runs) {
        return DELTA + 2 * Math.sqrt(DELTA * (1 - DELTA) / runs);
    }

    static Batches batches(Pool pool, int labels, double alpha, int runs) {
        var random = new Random(1);
        var grid = FixedSequence.grid(pool.recentScores(), labels, alpha, DELTA);
        int broken = 0;
        int naiveBroken = 0;
        var coverage = new double[runs];
        double naiveCoverage = 0;
        for (int run = 0; run < runs; run++) {
            var sample = pool.sample(labels, random);
            var certified = FixedSequence.walk(grid, sample, alpha, DELTA).certified();
            broken += certified.filter(s -> pool.error(s.threshold()) > alpha).isPresent() ? 1 : 0;
            coverage[run] = certified.map(s -> pool.coverage(s.threshold())).orElse(0.0);
            double naive = naive(sample, alpha);
            naiveBroken += pool.error(naive) > alpha ? 1 : 0;
            naiveCoverage += pool.coverage(naive);
        }
        Arrays.sort(coverage);
        return new Batches(
                runs,
                broken,
                naiveBroken,
                Arrays.stream(coverage).average().orElseThrow(),
                coverage[runs / 2],
                naiveCoverage / runs);
    }

    /** The lowest threshold above which at most alpha of the sample are wrong; above all scores if there is none. */
    static double naive(List<ScoredCase> sample, double alpha) {
        var sorted = new ArrayList<>(sample);
        sorted.sort(Comparator.comparingDouble(ScoredCase::score).reversed());
        double threshold = Double.POSITIVE_INFINITY;
        int wrong = 0;
        for (int i = 0; i < sorted.size(); i++) {
            wrong += sorted.get(i).wrong() ? 1 : 0;
            if (wrong <= alpha * (i + 1)) {
                threshold = sorted.get(i).score();
            }
        }
        return threshold;
    }

    static Streams streams(Pool pool, double alpha, int runs, int decisions) {
        int broken = 0;
        double coverage = 0;
        for (int seed = 0; seed < runs; seed++) {
            var stream = new Streaming(pool, alpha, 0, seed).until(decisions);
            broken += stream.everBroken() ? 1 : 0;
            coverage += stream.coverage() / runs;
        }
        return new Streams(runs, broken, coverage);
    }
}
