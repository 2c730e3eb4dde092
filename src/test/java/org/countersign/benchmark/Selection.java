package org.countersign.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.TrialModel;
import org.countersign.simulation.Worlds;

/**
 * Labels exist for reviewed cases only: what that does to an estimate of the model's error, and to training, without and
 * with weights of one over the probability of having been labelled. Under a minute:
 * {@code mvn -q test-compile exec:java -Dexec.mainClass=org.countersign.benchmark.Selection}
 */
public final class Selection {

    static final double SPOT_CHECKS = .05;
    private static final double APPROVED = .7;
    private static final double CLIPPED = 5;
    private static final double LEAST = 1e-9;
    private static final int DRAWS = 200;

    /** Estimates over many draws: mean and standard deviation of the weighted one. */
    record Estimates(double truth, double naive, double weighted, double deviation) {}

    /** A case with the model's answer; the surest are labelled only when a spot check falls on them. */
    record Reviewed(LabelledCase labelled, boolean wrong, double probability) {}

    private Selection() {}

    public static void main(String[] arguments) {
        var pledges = new Pledges();
        var income = PublicData.policy("income");
        PublicData.file("adult-income.csv")
                .ifPresent(f -> print(pledges, "adult", income, PublicData.cases(income, f, 1), 10_000, 20_000));
        print(pledges, "simulated", PublicData.policy("credit"), simulated(20_000), 2000, 10_000);
        pledges.settle();
    }

    private static void print(
            Pledges pledges, String name, Policy policy, List<LabelledCase> cases, int trainedOn, int live) {
        var reviewed = reviewed(policy, cases, trainedOn, live);
        var found = estimates(reviewed, DRAWS);
        System.out.printf(
                Locale.ROOT,
                "%s: the model's true error %.2f %%; estimated from labels as they come %.2f %%, weighted %.2f ± %.2f %%%n%n",
                name,
                100 * found.truth(),
                100 * found.naive(),
                100 * found.weighted(),
                100 * found.deviation());
        pledges.atMost(
                found.deviation(), Math.abs(found.weighted() - found.truth()), "weighted off the truth, " + name);
        pledges.atLeast(1.3 * found.truth(), found.naive(), "error from labels as they come, " + name);
        System.out.println("| trained on the labels | right, of all | log loss | Brier |\n|---|---|---|---|");
        var test = cases.subList(trainedOn + live, cases.size());
        train(policy, reviewed, test, "without weights", p -> 1);
        train(policy, reviewed, test, "weights 1/q", p -> 1 / p);
        train(policy, reviewed, test, "weights 1/q, at most 5", p -> Math.min(CLIPPED, 1 / p));
        System.out.println();
    }

    static List<LabelledCase> simulated(int n) {
        var cases = new ArrayList<LabelledCase>();
        Worlds.forUseCase("credit")
                .cases(5)
                .limit(n)
                .forEach(c -> cases.add(new LabelledCase("%06d".formatted(cases.size()), c.subject(), c.truth(), 1)));
        return cases;
    }

    /** The cases after those trained on, as a running model would route them. */
    static List<Reviewed> reviewed(Policy policy, List<LabelledCase> cases, int trainedOn, int live) {
        var model = TrialModel.train(policy, Learner.BOOSTED_TREES, cases.subList(0, trainedOn), 1);
        var seen = cases.subList(trainedOn, trainedOn + live);
        var answers = seen.stream().map(c -> model.predict(c.subject())).toList();
        double threshold =
                answers.stream().map(a -> a.confidence()).sorted().toList().get((int) ((1 - APPROVED) * live));
        var reviewed = new ArrayList<Reviewed>();
        for (int i = 0; i < live; i++) {
            var answer = answers.get(i);
            reviewed.add(new Reviewed(
                    seen.get(i),
                    !answer.label().equals(seen.get(i).label()),
                    answer.confidence() >= threshold ? SPOT_CHECKS : 1));
        }
        return reviewed;
    }

    static Estimates estimates(List<Reviewed> reviewed, int draws) {
        double truth = (double) reviewed.stream().filter(Reviewed::wrong).count() / reviewed.size();
        var random = new Random(1);
        double naive = 0;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            var labelled = drawn(reviewed, random);
            naive += (double) labelled.stream().filter(Reviewed::wrong).count() / labelled.size() / draws;
            double weighted = hajek(labelled);
            sum += weighted / draws;
            squares += weighted * weighted / draws;
        }
        return new Estimates(truth, naive, sum, Math.sqrt(Math.max(0, squares - sum * sum)));
    }

    static List<Reviewed> drawn(List<Reviewed> reviewed, Random random) {
        return reviewed.stream()
                .filter(r -> random.nextDouble() < r.probability())
                .toList();
    }

    static double hajek(List<Reviewed> labelled) {
        double wrong = 0;
        double all = 0;
        for (var r : labelled) {
            wrong += r.wrong() ? 1 / r.probability() : 0;
            all += 1 / r.probability();
        }
        return wrong / all;
    }

    private interface Weighting {
        double of(double probability);
    }

    private static void train(
            Policy policy, List<Reviewed> reviewed, List<LabelledCase> test, String title, Weighting weighting) {
        var examples = drawn(reviewed, new Random(2)).stream()
                .map(r -> new LabelledCase(
                        r.labelled().id(), r.labelled().subject(), r.labelled().label(), weighting.of(r.probability())))
                .toList();
        var model = TrialModel.train(policy, Learner.BOOSTED_TREES, examples, 1);
        double right = 0;
        double loss = 0;
        double brier = 0;
        for (var c : test) {
            var answer = model.predict(c.subject());
            double p = answer.scores().getOrDefault(c.label(), 0.0);
            right += answer.label().equals(c.label()) ? 1 : 0;
            loss -= Math.log(Math.max(LEAST, p));
            brier += (1 - p) * (1 - p);
        }
        int n = test.size();
        System.out.printf(Locale.ROOT, "| %s | %.1f %% | %.4f | %.4f |%n", title, 100 * right / n, loss / n, brier / n);
    }
}
