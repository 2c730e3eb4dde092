package org.countersign.learning;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.decision.UseCaseEvent.CaseLabelled;
import org.countersign.learning.Unlabelled.State;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Takes a person's label of a case that was asked about: with its example and its trail entry, or not at all. Whoever
 * abstains leaves it to another person.
 */
@Component("takeLabel")
class TakeLabelListener implements TaskListener {

    private static final Set<String> SENT = Set.of("verdict", "label", "category", "contentVersion");

    /** When so many cannot judge a case, nobody else is asked. */
    private static final int MOST_WHO_PASS = 2;

    private final LabellingAtHand.Finder finder;
    private final GuardLabellingListener guard;
    private final UnlabelledRows rows;
    private final ExampleRows examples;
    private final RuntimeService engine;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    TakeLabelListener(
            LabellingAtHand.Finder finder,
            GuardLabellingListener guard,
            UnlabelledRows rows,
            ExampleRows examples,
            @Lazy RuntimeService engine,
            ApplicationEventPublisher events,
            Clock clock) {
        this.finder = finder;
        this.guard = guard;
        this.rows = rows;
        this.examples = examples;
        this.engine = engine;
        this.events = events;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        var at = finder.find(task);
        var person = Submitted.person(task);
        guard.requireAsked(at, person);
        var verdict = Submitted.text(task, "verdict");
        var label = Submitted.text(task, "label");
        var category = Submitted.text(task, "category");
        var contentVersion = Submitted.text(task, "contentVersion");
        Submitted.forget(task, SENT, Set.of());
        if (!LabellingShown.of(at.policy(), at.subject()).contentVersion().equals(contentVersion)) {
            throw RetrainingRefused.conflict("The answer was given on content version " + contentVersion
                    + ", which is not what the task shows: look again.");
        }
        if (LabellingShown.ABSTAIN.equals(verdict)) {
            abstained(at, person, category);
        } else {
            labelled(at, person, verdict, label);
        }
    }

    private void labelled(LabellingAtHand at, String person, @Nullable String verdict, @Nullable String label) {
        if (verdict != null && !verdict.equals(LabellingShown.LABEL)) {
            throw new InvalidInput("/verdict", "It is no answer to a case to label.", "Send LABEL or ABSTAIN.");
        }
        if (label == null || !at.policy().labelNames().contains(label)) {
            throw new InvalidInput(
                    "/label",
                    label == null ? "It is missing." : "It is no label of the use case.",
                    "Labels are " + at.policy().labelNames().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        answered(at, State.LABELLED, person, label, null);
        var subject = at.subject();
        // read again under the row's lock: another draw may just have changed it
        var probability = rows.find(subject.id()).map(Unlabelled::probability).orElse(null);
        examples.insert(List.of(new Example(
                subject.id(),
                subject.useCase(),
                null,
                null,
                subject.subject(),
                label,
                new Provenance(How.LABELLING, person, label, probability),
                clock.instant())));
    }

    private void abstained(LabellingAtHand at, String person, @Nullable String category) {
        var categories = at.policy().review().abstainCategories().keySet();
        if (category == null || !categories.contains(category)) {
            throw new InvalidInput(
                    "/category",
                    category == null ? "It is missing." : "It is no such category.",
                    "Categories are " + String.join(", ", categories) + ".");
        }
        var passed = rows.passed(at.subject().id(), person, category, clock.instant());
        var again = passed < MOST_WHO_PASS && guard.isAnotherInQueue(at, passed);
        answered(at, again ? State.ASKED : State.PASSED, person, null, category);
        if (again) {
            engine.startProcessInstanceByKey(
                    LabellingRounds.PROCESS, at.subject().id());
        }
    }

    private void answered(
            LabellingAtHand at, State state, String person, @Nullable String label, @Nullable String category) {
        if (!rows.answered(at.subject().id(), state)) {
            throw RetrainingRefused.conflict("Nobody is asked about this case any more.");
        }
        events.publishEvent(new CaseLabelled(
                at.subject().useCase(),
                Actor.person(person),
                clock.instant(),
                at.subject().id(),
                label,
                category));
    }
}
