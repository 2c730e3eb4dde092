package org.countersign.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.assurance.Change;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.LearnerUnavailable;
import org.countersign.prediction.TrialModel;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Lets all learners that suit a use case compete: 5-fold cross-validated, weighted log loss, on folds that are fixed by
 * the cases themselves. The best one competes again without weights, where examples differ in theirs. Where cases have
 * changed, all are judged on what came after, and the best competes again with less of what came before.
 */
@Component
class Contest {

    /** Is told after each fit. */
    interface Progress {
        void made(int done, int total);
    }

    /**
     * The winner is marked.
     *
     * @throws InvalidInput if no candidate can learn from these examples
     */
    List<Entrant> hold(Policy policy, List<Example> examples, @Nullable Change change, Progress progress) {
        var candidates = Learner.candidates(policy);
        var differ = examples.stream()
                        .mapToDouble(Example::trainingWeight)
                        .distinct()
                        .count()
                > 1;
        var less = change == null ? List.<Double>of() : Weighing.less(change, examples);
        var more = (differ ? 1 : 0) + less.size();
        var fits = new Fits((candidates.size() + more) * Example.FOLDS, progress);
        var weighing = new Weighing(differ, change, 1);
        var entrants = new ArrayList<Entrant>();
        for (var learner : candidates) {
            entrants.add(judge(policy, learner, weighing, examples, fits));
        }
        if (differ) {
            entrants.add(judge(policy, best(entrants).learner(), weighing.unweighted(), examples, fits));
        }
        var leader = best(entrants);
        var alike = leader.weighted() ? weighing : weighing.unweighted();
        less.forEach(
                earlier -> entrants.add(judge(policy, leader.learner(), alike.withEarlier(earlier), examples, fits)));
        var best = best(entrants);
        return entrants.stream().map(e -> e.equals(best) ? e.winning() : e).toList();
    }

    private static Entrant best(List<Entrant> entrants) {
        return entrants.stream()
                .filter(e -> e.logLoss() != null)
                .min(Comparator.comparingDouble(e -> Objects.requireNonNull(e.logLoss())))
                .orElseThrow(() -> new InvalidInput(
                        "",
                        "No learner can learn from these examples. "
                                + entrants.get(0).failure(),
                        "Mend that, or name a learner to see what it says."));
    }

    private Entrant judge(Policy policy, Learner learner, Weighing weighing, List<Example> examples, Fits fits) {
        try {
            var judged = IntStream.range(0, Example.FOLDS)
                    .mapToObj(fold -> judge(policy, learner, weighing, examples, fold, fits))
                    .flatMap(List::stream)
                    .toList();
            var metrics = Metrics.of(judged);
            return new Entrant(
                    learner,
                    weighing.weighted(),
                    earlier(weighing),
                    judged.size(),
                    metrics.logLoss().estimate(),
                    metrics.accuracy().estimate(),
                    false,
                    null);
        } catch (InvalidInput | LearnerUnavailable e) {
            fits.skip();
            return new Entrant(learner, weighing.weighted(), earlier(weighing), 0, null, null, false, e.getMessage());
        }
    }

    private static @Nullable Double earlier(Weighing weighing) {
        return weighing.change() == null ? null : weighing.earlier();
    }

    private List<Judged> judge(
            Policy policy, Learner learner, Weighing weighing, List<Example> examples, int fold, Fits fits) {
        var learned = examples.stream().filter(e -> e.fold() != fold).toList();
        var judging =
                weighing.judging(examples.stream().filter(e -> e.fold() == fold).toList());
        var model = TrialModel.train(policy, learner, weighing.cases(learned), Trainer.SEED);
        fits.one();
        return Judged.all(judging, e -> model.predict(e.subject()));
    }

    /** Counts what is done; a candidate that fails is done with. */
    private static final class Fits {

        private final int total;
        private final Progress progress;
        private int done;

        Fits(int total, Progress progress) {
            this.total = total;
            this.progress = progress;
            progress.made(0, total);
        }

        void one() {
            progress.made(++done, total);
        }

        void skip() {
            done += Example.FOLDS - done % Example.FOLDS;
            progress.made(done, total);
        }
    }
}
