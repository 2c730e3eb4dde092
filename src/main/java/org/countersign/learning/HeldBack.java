package org.countersign.learning;

import java.time.Instant;
import java.util.List;
import org.countersign.assurance.Change;
import org.countersign.learning.Comparison.Score;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.ModelDamaged;
import org.countersign.prediction.ModelUnfit;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The examples that no model has learned from, and what models say of them. */
@Component
class HeldBack {

    /** Fewer compare nothing. */
    private static final int FEWEST = 10;

    private final ExampleRows examples;
    private final Models models;
    private final Policies policies;

    HeldBack(ExampleRows examples, Models models, Policies policies) {
        this.examples = examples;
        this.models = models;
        this.policies = policies;
    }

    List<Example> of(String useCase) {
        return Settled.of(examples.list(useCase, true)).examples();
    }

    List<Judged> judge(Policy policy, String model, List<Example> heldBack) {
        return Judged.all(heldBack, e -> models.predict(policy, model, e.subject()));
    }

    /**
     * What a challenger said of the examples, and how that compares.
     *
     * @param since from when on examples were taken; null when all were
     */
    record Trial(
            List<Example> examples,
            List<Judged> judged,
            Comparison comparison,
            @Nullable Instant since) {}

    /** Champion and challenger on the same examples; after a change on those that came since, if there are any to speak of. */
    Trial tryOut(Policy policy, String challenger, @Nullable Change change) {
        var all = of(policy.useCase());
        var recent = change == null ? List.<Example>of() : Recency.since(change, all);
        var judgedRecent = recent.stream().filter(e -> e.estimateWeight() > 0).count() >= FEWEST;
        var heldBack = judgedRecent ? recent : all;
        var champion = policies.inForce(policy.useCase()).model();
        var judged = judge(policy, challenger, heldBack);
        var comparison = new Comparison(
                judged.size(),
                champion == null ? null : scoreIfFit(policy, champion, heldBack),
                score(challenger, judged));
        return new Trial(heldBack, judged, comparison, change != null && judgedRecent ? change.at() : null);
    }

    /** A champion of another policy cannot judge these cases; the way out is the challenger. */
    private @Nullable Score scoreIfFit(Policy policy, String champion, List<Example> heldBack) {
        try {
            return score(champion, judge(policy, champion, heldBack));
        } catch (ModelUnfit | ModelDamaged useless) {
            return null;
        }
    }

    private static Score score(String model, List<Judged> judged) {
        var metrics = Metrics.of(judged);
        return new Score(
                model,
                metrics.correct(),
                metrics.accuracy().estimate(),
                metrics.logLoss().estimate());
    }
}
