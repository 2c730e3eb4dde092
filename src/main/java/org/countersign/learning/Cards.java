package org.countersign.learning;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.decision.LedgerJson;
import org.countersign.learning.ModelCard.Data;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.Model;
import org.countersign.prediction.ModelNotFound;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The cards of models: written when a model is trained, and never changed. */
@Component
public class Cards {

    private final JdbcClient jdbc;
    private final HeldBack heldBack;
    private final Models models;
    private final Policies policies;

    Cards(JdbcClient jdbc, HeldBack heldBack, Models models, Policies policies) {
        this.jdbc = jdbc;
        this.heldBack = heldBack;
        this.models = models;
        this.policies = policies;
    }

    /**
     * The card of a model. One that was trained before cards were kept is judged on what is held back now.
     *
     * @throws ModelNotFound if there is no such model
     * @throws org.countersign.prediction.ModelUnfit if there is no card and the model cannot judge under the policy
     */
    public ModelCard find(String useCase, String version) {
        var policy = policies.current(useCase);
        var model = models.find(useCase, version).orElseThrow(() -> new ModelNotFound(useCase, version));
        return jdbc.sql("select card from model_card where use_case = ? and version = ?")
                .params(useCase, version)
                .query(String.class)
                .optional()
                .map(card -> LedgerJson.read(card, ModelCard.class))
                .orElseGet(() -> {
                    var examples = heldBack.of(useCase);
                    return card(
                            policy,
                            model,
                            null,
                            List.of(),
                            null,
                            examples,
                            heldBack.judge(policy, version, examples),
                            null);
                });
    }

    /** Keeps what is known of a model that was just trained. */
    void keep(Policy policy, Model model, Data data, List<Entrant> candidates, HeldBack.Trial trial) {
        var card = card(
                policy, model, data, candidates, trial.comparison(), trial.examples(), trial.judged(), trial.since());
        jdbc.sql("insert into model_card (use_case, version, card) values (?, ?, ?)")
                .params(policy.useCase(), model.version(), LedgerJson.write(card))
                .update();
    }

    private static ModelCard card(
            Policy policy,
            Model model,
            @Nullable Data data,
            List<Entrant> candidates,
            @Nullable Comparison comparison,
            List<Example> heldBack,
            List<Judged> judged,
            @Nullable Instant since) {
        return new ModelCard(
                model.version(),
                model.digest(),
                data,
                candidates,
                comparison,
                !Judged.unweighable(heldBack),
                Metrics.of(judged),
                BudgetCoverage.of(policy, judged),
                new GroupFigures(policy, judged).all(),
                since);
    }

    static Data data(Settled settled, int labels, Weighing weighing, String startedBy) {
        var examples = settled.examples();
        return new Data(
                labels,
                examples.size(),
                counted(examples, e -> e.provenance().how()),
                counted(examples, Example::label),
                examples.stream().map(Example::at).min(Instant::compareTo).orElse(Instant.EPOCH),
                examples.stream().map(Example::at).max(Instant::compareTo).orElse(Instant.EPOCH),
                settled.conflicts(),
                weighing.weighted(),
                weighing.change() == null ? null : weighing.earlier(),
                startedBy);
    }

    private static <K extends Comparable<K>> Map<K, Long> counted(List<Example> examples, Function<Example, K> by) {
        return examples.stream().collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }
}
