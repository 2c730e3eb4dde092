package org.countersign.benchmark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.countersign.assurance.ScoredCase;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.TrialModel;

/**
 * Scored cases that samples are drawn from, with replacement: so the true error above a threshold is the error over the
 * whole pool, exactly.
 */
final class Pool {

    private final String name;
    private final double[] scores;
    private final boolean[] wrong;
    private final int[] wrongAbove;

    private Pool(String name, List<ScoredCase> cases) {
        this.name = name;
        var sorted = cases.stream()
                .sorted(Comparator.comparingDouble(ScoredCase::score).reversed())
                .toList();
        int n = sorted.size();
        scores = new double[n];
        wrong = new boolean[n];
        wrongAbove = new int[n + 1];
        for (int i = 0; i < n; i++) {
            scores[i] = sorted.get(i).score();
            wrong[i] = sorted.get(i).wrong();
            wrongAbove[i + 1] = wrongAbove[i] + (wrong[i] ? 1 : 0);
        }
    }

    /** Cases that a model of ours, trained on the first ones, is asked about. */
    static Pool of(String name, Policy policy, Learner learner, List<LabelledCase> shuffled, int trainedOn) {
        var model = TrialModel.train(policy, learner, shuffled.subList(0, trainedOn), 1);
        return new Pool(
                name,
                shuffled.subList(trainedOn, shuffled.size()).stream()
                        .map(c -> {
                            var answer = model.predict(c.subject());
                            return new ScoredCase(
                                    answer.confidence(), !answer.label().equals(c.label()));
                        })
                        .toList());
    }

    /** As many to train on as in the original's training file. */
    static Optional<Pool> adult() {
        var policy = PublicData.policy("income");
        return PublicData.file("adult-income.csv")
                .map(file -> of("adult", policy, Learner.BOOSTED_TREES, PublicData.cases(policy, file, 1), 32_561));
    }

    static Optional<Pool> german() {
        var policy = PublicData.policy("credit");
        return PublicData.file("german-credit.csv")
                .map(file -> of("german", policy, Learner.LINEAR, PublicData.cases(policy, file, 1), 500));
    }

    /** Confidence from .5 to 1, and a model that is wrong a little less often than it says. */
    static Pool simulated(int n) {
        var random = new SplittableRandom(20);
        var cases = new ArrayList<ScoredCase>();
        for (int i = 0; i < n; i++) {
            double score = 1 - Math.pow(random.nextDouble(), 2) / 2;
            cases.add(new ScoredCase(score, random.nextDouble() < .9 * (1 - score)));
        }
        return new Pool("simulated", cases);
    }

    @Override
    public String toString() {
        return name;
    }

    int size() {
        return scores.length;
    }

    /** Scores of cases whose labels nobody looked at. */
    List<Double> recentScores() {
        return Arrays.stream(scores).boxed().toList();
    }

    ScoredCase draw(Random random) {
        int i = random.nextInt(scores.length);
        return new ScoredCase(scores[i], wrong[i]);
    }

    List<ScoredCase> sample(int n, Random random) {
        var sample = new ArrayList<ScoredCase>(n);
        for (int i = 0; i < n; i++) {
            sample.add(draw(random));
        }
        return sample;
    }

    private int above(double threshold) {
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) / 2;
            if (scores[middle] >= threshold) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    double coverage(double threshold) {
        return (double) above(threshold) / scores.length;
    }

    double error(double threshold) {
        int n = above(threshold);
        return n == 0 ? 0 : (double) wrongAbove[n] / n;
    }

    /** The most that could be approved with so many errors, by one who knows all labels. */
    double bestCoverage(double alpha) {
        int best = 0;
        for (int n = 1; n <= scores.length; n++) {
            if ((n == scores.length || scores[n] < scores[n - 1]) && wrongAbove[n] <= alpha * n) {
                best = n;
            }
        }
        return (double) best / scores.length;
    }
}
