package org.countersign.learning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.LabelsAsked;
import org.countersign.learning.Unlabelled.State;
import org.countersign.learning.UnlabelledRows.Round;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks people for the next batch of labels, once most of the last are answered. */
@Component
class LabellingRounds {

    static final String PROCESS = "labelling";

    /** A sample of what waits: enough to choose well from, little enough to be quick. */
    private static final int LOOKED_AT = 3000;

    private static final int MOST_OPEN = BatchChoice.SIZE / 5;

    private final UnlabelledRows rows;
    private final ExampleRows examples;
    private final HeldBack heldBack;
    private final Policies policies;
    private final RuntimeService engine;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    LabellingRounds(
            UnlabelledRows rows,
            ExampleRows examples,
            HeldBack heldBack,
            Policies policies,
            @Lazy RuntimeService engine,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.examples = examples;
        this.heldBack = heldBack;
        this.policies = policies;
        this.engine = engine;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** Does nothing while people have enough to do. What it takes to choose is done outside of any transaction. */
    void advance(String useCase) {
        var counts = rows.counts(useCase);
        if (counts.getOrDefault(State.WAITING, 0L) == 0 || counts.getOrDefault(State.ASKED, 0L) > MOST_OPEN) {
            return;
        }
        var policy = policies.current(useCase);
        var before = rows.rounds(useCase);
        var number = before.size() + 1;
        var learned = Settled.of(examples.list(useCase, false)).examples();
        var choice = new BatchChoice(policy);
        var chosen = choice.choose(
                number,
                learned,
                rows.waiting(useCase, false, LOOKED_AT),
                rows.waiting(useCase, true, BatchChoice.SIZE),
                rows.pool(useCase));
        var progress = number == 1 ? null : progress(policy, choice, learned, before);
        open(useCase, new Round(number, chosen.size(), clock.instant(), learned.size(), progress), chosen);
    }

    private void open(String useCase, Round round, List<Unlabelled> chosen) {
        try {
            transaction.executeWithoutResult(status -> {
                rows.open(useCase, round, chosen);
                chosen.stream()
                        .map(Unlabelled::probability)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .ifPresent(q -> drawn(useCase, q));
                chosen.forEach(u -> engine.startProcessInstanceByKey(PROCESS, u.id()));
                events.publishEvent(
                        new LabelsAsked(useCase, Actor.ENGINE, round.openedAt(), round.number(), round.size()));
            });
        } catch (DuplicateKeyException another) {
            // another node has opened this round
            return;
        }
    }

    /** Earlier draws take on the probability of all together, or each batch would count for the whole pool again. */
    private void drawn(String useCase, double probability) {
        rows.drawn(useCase, probability);
        examples.drawn(useCase, probability);
    }

    /** A model that learned from all so far, and one that had not the last batches, on the same held back cases. */
    private LabellingProgress progress(Policy policy, BatchChoice choice, List<Example> learned, List<Round> rounds) {
        var judging = heldBack.of(policy.useCase()).stream()
                .filter(e -> e.estimateWeight() > 0)
                .toList();
        if (rounds.size() < LabellingProgress.LOOKS_BACK) {
            return LabellingProgress.tooEarly(judging.size(), "Too few batches to say anything: go on.");
        }
        var since = rounds.get(rounds.size() - LabellingProgress.LOOKS_BACK).openedAt();
        var now = judged(choice, learned, null, judging);
        var then = judged(choice, learned, since, judging);
        return now.isEmpty() || then.isEmpty()
                ? LabellingProgress.tooEarly(judging.size(), "Too few labels to say anything: go on.")
                : LabellingProgress.compared(now, then);
    }

    private static List<Judged> judged(
            BatchChoice choice, List<Example> learned, @Nullable Instant before, List<Example> judging) {
        var model = choice.fitted(learned.stream()
                .filter(e -> before == null || e.at().isBefore(before))
                .toList());
        return model == null ? List.of() : Judged.all(judging, e -> model.predict(e.subject()));
    }
}
