package org.countersign.benchmark;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.countersign.decision.LabelledCase;
import org.countersign.learning.ActiveLearningTrial;
import org.countersign.learning.ActiveLearningTrial.Curves;
import org.countersign.policy.CaseFile;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.simulation.MadeUp;
import org.slf4j.LoggerFactory;

/**
 * How many labels active learning saves against labelling at random, over seeds, with intervals: on made-up cases, and on
 * public files where they are in the folder given. {@code java -cp … org.countersign.benchmark.LabelsSavedBenchmark
 * [seeds [budget [folder]]]}.
 */
public final class LabelsSavedBenchmark {

    private static final int MOST_ROWS = 10_000;
    private static final int RESAMPLES = 2000;

    private record Data(String name, Policy policy, List<LabelledCase> cases) {}

    private LabelsSavedBenchmark() {}

    public static void main(String[] args) throws IOException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var seeds = args.length < 1 ? 10 : Integer.parseInt(args[0]);
        var budget = args.length < 2 ? 500 : Integer.parseInt(args[1]);
        var folder = Path.of(args.length < 3 ? "../shared/data" : args[2]);
        for (var data : data(folder)) {
            var start = System.nanoTime();
            var runs = IntStream.range(0, seeds)
                    .mapToObj(seed -> ActiveLearningTrial.run(data.policy(), data.cases(), budget, seed))
                    .toList();
            print(data, runs, (System.nanoTime() - start) / 1e9);
        }
    }

    private static List<Data> data(Path folder) throws IOException {
        var data = new ArrayList<Data>();
        for (var useCase : List.of("credit", "moderation", "triage")) {
            data.add(new Data("made up, " + useCase, policy(useCase), MadeUp.cases(useCase, 7, 5000)));
        }
        for (var file : List.of("credit german-credit.csv", "moderation davidson-tweets.csv")) {
            var parts = file.split(" ", 2);
            var path = folder.resolve(parts[1]);
            if (Files.exists(path)) {
                data.add(new Data(parts[1], policy(parts[0]), read(policy(parts[0]), path)));
            } else {
                System.out.println(path + " is not there: left out");
            }
        }
        return data;
    }

    private static Policy policy(String useCase) throws IOException {
        return PolicyReader.read(useCase, "policy.yaml", Files.readString(Path.of("rules", useCase, "policy.yaml")));
    }

    private static List<LabelledCase> read(Policy policy, Path file) throws IOException {
        var cases = new ArrayList<LabelledCase>();
        try (InputStream in = Files.newInputStream(file)) {
            new CaseFile(policy, 1_000_000)
                    .readLabelled(
                            in,
                            row -> cases.add(new LabelledCase(
                                    "row-" + row.number(), row.subject(), Objects.requireNonNull(row.label()), 1)));
        }
        return cases.subList(0, Math.min(MOST_ROWS, cases.size()));
    }

    private static void print(Data data, List<Curves> runs, double seconds) {
        System.out.printf("%n%s: %d seeds, %.0f s%n", data.name(), runs.size(), seconds);
        System.out.println("labels   active   random   difference (95 %)");
        var labels = runs.get(0).labels();
        for (var i = 0; i < labels.size(); i++) {
            var at = i;
            if (List.of(25, 50, 100, 200, 300, 400, 500).contains(labels.get(i))) {
                var differences = runs.stream()
                        .mapToDouble(r -> r.active().get(at) - r.random().get(at))
                        .toArray();
                System.out.printf(
                        "%6d   %.3f    %.3f    %s%n",
                        labels.get(i),
                        runs.stream()
                                .mapToDouble(r -> r.active().get(at))
                                .average()
                                .orElse(0),
                        runs.stream()
                                .mapToDouble(r -> r.random().get(at))
                                .average()
                                .orElse(0),
                        interval(differences));
            }
        }
        System.out.println(saved(runs));
    }

    /** By Student's t with as many degrees of freedom as there are seeds but one, near enough. */
    private static String interval(double[] values) {
        var n = values.length;
        var mean = IntStream.range(0, n).mapToDouble(i -> values[i]).average().orElse(0);
        var variance = IntStream.range(0, n)
                        .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                        .sum()
                / Math.max(1, n - 1);
        var half = (n < 15 ? 2.262 : n < 25 ? 2.093 : 1.96) * Math.sqrt(variance / n);
        return "%+.3f (%+.3f to %+.3f)".formatted(mean, mean - half, mean + half);
    }

    /** How many labels it takes until the mean over seeds stays where random labels are in the end; resampled over seeds. */
    private static String saved(List<Curves> runs) {
        var random = new Random(1);
        var all = IntStream.range(0, runs.size()).toArray();
        var resampled = IntStream.range(0, RESAMPLES)
                .mapToDouble(r ->
                        share(runs, random.ints(runs.size(), 0, runs.size()).toArray()))
                .sorted()
                .toArray();
        return "labels saved to be as good as random labels are in the end: %.0f %% (%.0f to %.0f)"
                .formatted(
                        100 * share(runs, all),
                        100 * resampled[RESAMPLES / 40],
                        100 * resampled[RESAMPLES - 1 - RESAMPLES / 40]);
    }

    /** 0 when it is not as good in the end. */
    private static double share(List<Curves> runs, int[] seeds) {
        var labels = runs.get(0).labels();
        var last = labels.size() - 1;
        var target = IntStream.of(seeds)
                .mapToDouble(s -> runs.get(s).random().get(last))
                .average()
                .orElse(0);
        var reached = 0.0;
        for (var i = last; i >= 0; i--) {
            var at = i;
            var mean = IntStream.of(seeds)
                    .mapToDouble(s -> runs.get(s).active().get(at))
                    .average()
                    .orElse(0);
            if (mean < target) {
                return reached;
            }
            reached = 1 - (double) labels.get(i) / labels.get(last);
        }
        return reached;
    }
}
