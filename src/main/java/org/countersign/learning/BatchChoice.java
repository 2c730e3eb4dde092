package org.countersign.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Prediction;
import org.countersign.learning.Unlabelled.Chosen;
import org.countersign.policy.Policy;
import org.countersign.prediction.Clusters;
import org.countersign.prediction.Learner;
import org.countersign.prediction.LearnerUnavailable;
import org.countersign.prediction.TrialModel;
import org.jspecify.annotations.Nullable;

/**
 * Chooses which cases to ask people about: typical ones while there are few labels, then those that the model is least
 * sure of, and a fifth at random from those held back, which no model learns from and all are judged on.
 */
final class BatchChoice {

    static final int SIZE = 25;

    /** While fewer are learned from, or some label has not occurred, nothing is known to be unsure about. */
    private static final int FEW = 40;

    private static final int RANDOM_ONE_IN = 5;

    /** The cases that random draws are made from, and how many were drawn by now. */
    record Pool(long heldBack, long drawn) {

        /**
         * With which a case of the pool has been drawn once {@code more} are: they are drawn in one random order, so
         * after each batch it is the same for all, whichever batch they came in. Where cases were added between batches
         * it is an average.
         */
        double probability(int more) {
            return (double) (drawn + more) / heldBack;
        }
    }

    private final Policy policy;

    BatchChoice(Policy policy) {
        this.policy = policy;
    }

    /**
     * What is chosen, with how and, for random draws, with what probability.
     *
     * @param examples that are learned from
     * @param waiting a sample of the cases that could be learned from
     * @param drawable the next of the held back cases in the order of their draw
     * @param pool how many cases were held back, and how many of them were drawn before
     */
    List<Unlabelled> choose(
            int round, List<Example> examples, List<Unlabelled> waiting, List<Unlabelled> drawable, Pool pool) {
        var random = drawable.stream().limit(SIZE / RANDOM_ONE_IN).toList();
        var chosen = new ArrayList<Unlabelled>();
        var probability = pool.probability(random.size());
        random.forEach(u -> chosen.add(u.asked(round, Chosen.RANDOM, probability)));
        var wanted = Math.min(SIZE - random.size(), waiting.size());
        var model = model(examples);
        chosen.addAll(
                model == null ? typical(round, examples, waiting, wanted) : unsure(round, model, waiting, wanted));
        return chosen;
    }

    private List<Unlabelled> typical(int round, List<Example> examples, List<Unlabelled> waiting, int wanted) {
        var labelled = examples.stream().map(Example::subject).toList();
        var cases = waiting.stream().map(Unlabelled::subject).toList();
        return Clusters.typical(policy, labelled, cases, wanted, round).stream()
                .map(i -> waiting.get(i).asked(round, Chosen.TYPICAL, null))
                .toList();
    }

    private List<Unlabelled> unsure(int round, TrialModel model, List<Unlabelled> waiting, int wanted) {
        record Margin(Unlabelled subject, double margin) {}
        return waiting.stream()
                .map(u -> new Margin(u, margin(model.predict(u.subject()))))
                .sorted(Comparator.comparingDouble(Margin::margin))
                .limit(wanted)
                .map(m -> m.subject().asked(round, Chosen.MARGIN, null))
                .toList();
    }

    /** How far the likeliest label is ahead of the next. */
    private static double margin(Prediction p) {
        var sorted = p.scores().values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(2)
                .toList();
        return sorted.size() < 2 ? 1 : sorted.get(0) - sorted.get(1);
    }

    @Nullable
    TrialModel model(List<Example> examples) {
        return examples.size() < FEW ? null : fitted(examples);
    }

    /** Null while nothing can be learned from them. */
    @Nullable
    TrialModel fitted(List<Example> examples) {
        try {
            return TrialModel.train(policy, Learner.LINEAR, Weighing.ALIKE.cases(examples), Trainer.SEED);
        } catch (InvalidInput | LearnerUnavailable notYet) {
            return null;
        }
    }
}
