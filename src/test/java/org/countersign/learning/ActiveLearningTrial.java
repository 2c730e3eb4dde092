package org.countersign.learning;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.countersign.decision.Case;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.learning.Unlabelled.State;
import org.countersign.policy.Policy;

/**
 * The same cases labelled in two orders: as {@link BatchChoice} asks, and at random. Either way a fifth of all labels
 * goes to cases that are held back, so both learn from as many at each step. Accuracy is that on cases of neither.
 */
public final class ActiveLearningTrial {

    private static final int TEST = 1000;
    private static final int POOL = 3000;

    /** Accuracy after so many labels in all. */
    public record Curves(List<Integer> labels, List<Double> active, List<Double> random) {}

    /** How the next batch is chosen; tests put a bad choice in its place. */
    interface Choice {
        List<Unlabelled> choose(int round, List<Example> learned, List<Unlabelled> waiting, List<Unlabelled> drawable);
    }

    private final Policy policy;
    private final BatchChoice choice;
    private final List<Unlabelled> pool = new ArrayList<>();
    private final Map<String, String> truths = new LinkedHashMap<>();
    private final List<Example> test = new ArrayList<>();
    private final int budget;

    private ActiveLearningTrial(Policy policy, List<LabelledCase> cases, int budget, long seed) {
        this.policy = policy;
        this.choice = new BatchChoice(policy);
        this.budget = budget;
        var random = new Random(seed);
        var shuffled = new ArrayList<>(cases);
        Collections.shuffle(shuffled, random);
        var testing = Math.min(TEST, shuffled.size() * 3 / 10);
        var seen = new HashSet<Case>();
        for (var c : shuffled) {
            if (test.size() < testing) {
                test.add(example("test-" + test.size(), c.subject(), c.label()));
                seen.add(c.subject());
            } else if (pool.size() < POOL && seen.add(c.subject())) {
                var id = "pool-" + pool.size();
                pool.add(new Unlabelled(
                        id, policy.useCase(), c.subject(), random.nextDouble(), State.WAITING, null, null, null));
                truths.put(id, c.label());
            }
        }
    }

    public static Curves run(Policy policy, List<LabelledCase> cases, int budget, long seed) {
        var trial = new ActiveLearningTrial(policy, cases, budget, seed);
        return trial.run((round, learned, waiting, drawable) ->
                trial.choice.choose(round, learned, waiting, drawable, new BatchChoice.Pool(trial.pool.size(), 0)));
    }

    /** With a choice of the test's own. */
    static Curves run(Policy policy, List<LabelledCase> cases, int budget, long seed, Choice instead) {
        return new ActiveLearningTrial(policy, cases, budget, seed).run(instead);
    }

    private Curves run(Choice asking) {
        var labels = new ArrayList<Integer>();
        var active = curve(asking, labels);
        var random = curve(
                (round, learned, waiting, drawable) -> {
                    var chosen = new ArrayList<>(drawable.subList(0, Math.min(BatchChoice.SIZE / 5, drawable.size())));
                    chosen.addAll(waiting.subList(0, Math.min(BatchChoice.SIZE - chosen.size(), waiting.size())));
                    return chosen;
                },
                new ArrayList<>());
        return new Curves(labels, active, random);
    }

    private List<Double> curve(Choice asking, List<Integer> labels) {
        var waiting = new ArrayList<>(pool.stream().filter(u -> !u.heldBack()).toList());
        var drawable =
                new ArrayList<>(pool.stream().filter(Unlabelled::heldBack).toList());
        var learned = new ArrayList<Example>();
        var accuracies = new ArrayList<Double>();
        var asked = 0;
        for (var round = 1; asked + BatchChoice.SIZE <= budget; round++) {
            var chosen = asking.choose(round, learned, waiting, drawable);
            var ids = new HashSet<>(chosen.stream().map(Unlabelled::id).toList());
            waiting.removeIf(u -> ids.contains(u.id()));
            drawable.removeIf(u -> ids.contains(u.id()));
            chosen.stream()
                    .filter(u -> !u.heldBack())
                    .forEach(u -> learned.add(example(u.id(), u.subject(), truths.getOrDefault(u.id(), ""))));
            asked += chosen.size();
            labels.add(asked);
            accuracies.add(accuracy(learned));
        }
        return accuracies;
    }

    private double accuracy(List<Example> learned) {
        var model = choice.fitted(learned);
        if (model == null) {
            return 0;
        }
        var right = test.stream()
                .filter(e -> model.predict(e.subject()).label().equals(e.label()))
                .count();
        return (double) right / test.size();
    }

    private Example example(String id, Case subject, String label) {
        var by = new Provenance(How.SIMULATION, "trial", null, null);
        return new Example(id, policy.useCase(), null, null, subject, label, by, Instant.EPOCH);
    }
}
