package org.countersign.learning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.assurance.Change;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.decision.Refused;
import org.countersign.decision.UseCaseEvent.ModelTrained;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.LearnerUnavailable;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Trains a challenger on the examples that are not held back, and compares it with the champion on those that are. */
@Component
class Trainer {

    static final long SEED = 1;

    private static final int PROBLEMS_TOLD = 5;
    private static final int LONGEST_FAILURE = 2000;

    /** What came of a run that succeeded. */
    record Trained(
            Learner learner, String challenger, Comparison comparison, List<Entrant> candidates, int conflicts) {}

    private final TrainingRunRows rows;
    private final ExampleRows examples;
    private final Contest contest;
    private final Models models;
    private final HeldBack heldBack;
    private final Recency recency;
    private final Cards cards;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate apart;
    private final Clock clock;

    Trainer(
            TrainingRunRows rows,
            ExampleRows examples,
            Contest contest,
            Models models,
            HeldBack heldBack,
            Recency recency,
            Cards cards,
            Policies policies,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.rows = rows;
        this.examples = examples;
        this.contest = contest;
        this.models = models;
        this.heldBack = heldBack;
        this.recency = recency;
        this.cards = cards;
        this.policies = policies;
        this.events = events;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Trains and records the end. What a person can mend is recorded as a failure; anything else is thrown. */
    void run(TrainingRun run) {
        try {
            rows.done(run.id(), train(run), now());
        } catch (InvalidInput e) {
            failed(run, words(e.problems()));
        } catch (Refused | LearnerUnavailable e) {
            failed(run, String.valueOf(e.getMessage()));
        }
    }

    /** Records a failure that nobody foresaw; what other people's code says of it is for the log. */
    void failedUnforeseen(TrainingRun run) {
        failed(run, "Something failed that a person has to look into; the log says more.");
    }

    private void failed(TrainingRun run, String why) {
        var told = why.length() <= LONGEST_FAILURE ? why : why.substring(0, LONGEST_FAILURE) + "…";
        rows.failed(run.id(), told, now());
    }

    private static String words(List<Problem> problems) {
        var told = problems.stream()
                .limit(PROBLEMS_TOLD)
                .map(p -> p.what() + " " + p.mend())
                .distinct()
                .collect(Collectors.joining(" "));
        var more = problems.size() - PROBLEMS_TOLD;
        return more <= 0 ? told : told + " And " + more + " more such problems.";
    }

    private Instant now() {
        return clock.instant();
    }

    private Trained train(TrainingRun run) {
        var policy = policies.current(run.useCase());
        var labels = examples.list(run.useCase(), false);
        var settled = Settled.of(labels);
        if (settled.examples().isEmpty()) {
            throw new InvalidInput(
                    "",
                    "There are no examples to train on.",
                    "Import some to /api/v1/use-cases/" + run.useCase() + "/examples, or let people decide cases.");
        }
        var change = recency.lastChange(run.useCase(), settled.examples()).orElse(null);
        var candidates = candidates(run, policy, settled.examples(), change);
        var winner = candidates.stream().filter(Entrant::won).findFirst();
        var learner = run.learner() == null ? winner.orElseThrow().learner() : run.learner();
        var weighing = winner.map(w -> new Weighing(w.weighted(), change, w.earlier() == null ? 1 : w.earlier()))
                .orElse(Weighing.ALIKE);
        var challenger = models.train(policy, learner, weighing.cases(settled.examples()), SEED);
        var trial = heldBack.tryOut(policy, challenger.version(), change);
        var data = Cards.data(settled, labels.size(), weighing, run.startedBy());
        cards.keep(policy, challenger, data, candidates, trial);
        // last: until this transaction ends, whatever else happens to the use case waits for it
        events.publishEvent(new ModelTrained(
                run.useCase(),
                run.by(),
                now(),
                challenger.version(),
                settled.examples().size(),
                challenger.digest()));
        return new Trained(learner, challenger.version(), trial.comparison(), candidates, settled.conflicts());
    }

    /** None when a learner was named: it has no rival. */
    private List<Entrant> candidates(TrainingRun run, Policy policy, List<Example> training, @Nullable Change change) {
        return run.learner() != null
                ? List.of()
                : contest.hold(
                        policy,
                        training,
                        change,
                        (done, total) -> apart.executeWithoutResult(status -> rows.progress(run.id(), done, total)));
    }
}
