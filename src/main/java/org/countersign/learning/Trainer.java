package org.countersign.learning;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Problem;
import org.countersign.decision.Refused;
import org.countersign.decision.UseCaseEvent.ModelTrained;
import org.countersign.learning.Comparison.Score;
import org.countersign.learning.TrainingRun.State;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.prediction.LearnerUnavailable;
import org.countersign.prediction.ModelDamaged;
import org.countersign.prediction.ModelUnfit;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Trains a challenger on the examples that are not held back, and compares it with the champion on those that are. */
@Component
class Trainer {

    private static final long SEED = 1;
    private static final double LEAST_PROBABILITY = 1e-9;
    private static final int PROBLEMS_TOLD = 5;
    private static final int LONGEST_FAILURE = 2000;

    private record Trained(String challenger, Comparison comparison) {}

    private final TrainingRunRows rows;
    private final ExampleRows examples;
    private final Models models;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Trainer(
            TrainingRunRows rows,
            ExampleRows examples,
            Models models,
            Policies policies,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.examples = examples;
        this.models = models;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    /** Trains and records the end. What a person can mend is recorded as a failure; anything else is thrown. */
    void run(TrainingRun run) {
        try {
            var trained = train(run);
            rows.ended(run.id(), State.DONE, trained.challenger(), trained.comparison(), null, now());
        } catch (InvalidInput e) {
            failed(run, words(e.problems()));
        } catch (Refused | LearnerUnavailable e) {
            failed(run, String.valueOf(e.getMessage()));
        }
    }

    /** Records a failure that nobody foresaw. */
    void failed(TrainingRun run, RuntimeException e) {
        failed(run, "Something failed that a person has to look into; the log says more. It was: " + e);
    }

    private void failed(TrainingRun run, String why) {
        var told = why.length() <= LONGEST_FAILURE ? why : why.substring(0, LONGEST_FAILURE) + "…";
        rows.ended(run.id(), State.FAILED, null, null, told, now());
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
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Trained train(TrainingRun run) {
        var policy = policies.current(run.useCase());
        var training = Settled.of(examples.list(run.useCase(), false)).examples();
        if (training.isEmpty()) {
            throw new InvalidInput(
                    "",
                    "There are no examples to train on.",
                    "Import some to /api/v1/use-cases/" + run.useCase() + "/examples, or let people decide cases.");
        }
        var cases = training.stream()
                .map(e -> new LabelledCase(e.id(), e.subject(), e.label(), 1))
                .toList();
        var challenger = models.train(policy, run.learner(), cases, SEED);
        var comparison = compare(policy, challenger.version());
        // last: until this transaction ends, whatever else happens to the use case waits for it
        events.publishEvent(new ModelTrained(
                run.useCase(),
                Actor.person(run.startedBy()),
                now(),
                challenger.version(),
                cases.size(),
                challenger.digest()));
        return new Trained(challenger.version(), comparison);
    }

    private Comparison compare(Policy policy, String challenger) {
        var heldBack = Settled.of(examples.list(policy.useCase(), true)).examples();
        var champion = policies.inForce(policy.useCase()).model();
        return new Comparison(
                heldBack.size(),
                champion == null ? null : scoreIfFit(policy, champion, heldBack),
                score(policy, challenger, heldBack));
    }

    /** A champion of another policy cannot judge these cases; the way out is the challenger. */
    private @Nullable Score scoreIfFit(Policy policy, String champion, List<Example> heldBack) {
        try {
            return score(policy, champion, heldBack);
        } catch (ModelUnfit | ModelDamaged useless) {
            return null;
        }
    }

    private Score score(Policy policy, String model, List<Example> heldBack) {
        var correct = 0;
        var loss = 0.0;
        for (var e : heldBack) {
            var prediction = models.predict(policy, model, e.subject());
            correct += prediction.label().equals(e.label()) ? 1 : 0;
            loss -= Math.log(Math.max(LEAST_PROBABILITY, prediction.scores().getOrDefault(e.label(), 0.0)));
        }
        var n = heldBack.size();
        return new Score(model, correct, n == 0 ? 0 : (double) correct / n, n == 0 ? 0 : loss / n);
    }
}
