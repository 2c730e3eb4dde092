package org.countersign.review;

import java.util.Objects;
import java.util.Optional;
import org.camunda.bpm.engine.TaskService;
import org.countersign.decision.Actor;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionEvent.Labelled;
import org.countersign.decision.Decisions;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What supervisors say about decisions on the loop. Silence is recorded as silence. */
@Component
public class Supervisions {

    /** A supervisor's word on one decision. */
    public record Word(
            boolean isVeto,
            String person,
            String reasonCode,
            @Nullable String comment) {}

    private final TaskService tasks;
    private final Verdicts verdicts;
    private final Decisions decisions;
    private final OpenTasks openTasks;

    Supervisions(@Lazy TaskService tasks, Verdicts verdicts, Decisions decisions, OpenTasks openTasks) {
        this.tasks = tasks;
        this.verdicts = verdicts;
        this.decisions = decisions;
        this.openTasks = openTasks;
    }

    public Optional<Word> word(String decisionId) {
        return verdicts.on(decisionId).stream()
                .filter(g -> g.stage() == Stage.SUPERVISE)
                .findFirst()
                .map(g -> new Word(
                        g.verdict().kind() == Kind.VETO,
                        g.person(),
                        Objects.requireNonNullElse(g.verdict().reasonCode(), ""),
                        g.verdict().comment()));
    }

    /** What a supervisor confirmed is a label, though not a blind one; a lapsed window is none (law 8). */
    public void recordConfirmation(Decision d, Word word) {
        if (d.outcome() == null) {
            throw new IllegalStateException("decision " + d.id() + " has no outcome to confirm");
        }
        decisions.noted(new Labelled(
                d.id(),
                Actor.person(word.person()),
                decisions.now(),
                d.useCase(),
                d.request().subjectCase(),
                d.outcome().label(),
                new Provenance(How.SUPERVISION, word.person(), null, null),
                null));
    }

    /** Vetoes a provisional decision by completing its task, so that it passes the same checks as in Tasklist. */
    @Transactional
    public void veto(String decisionId, String person, @Nullable String reasonCode, @Nullable String comment) {
        // before the task, as the lapse of the window does it
        var decision = decisions.findForUpdate(decisionId);
        var task = tasks.createTaskQuery()
                .processInstanceBusinessKey(decisionId)
                .taskDefinitionKey(Stage.SUPERVISE.taskKey())
                .singleResult();
        if (task == null || !decision.isOpenToVeto(decisions.now())) {
            // the engine shows a task to its queue only
            throw decision.isOpenToVeto(decisions.now())
                    ? new NotYours("Decision " + decisionId + " is watched by a queue that you are not in.")
                    : new WindowClosed(decisionId);
        }
        if (!person.equals(task.getAssignee())) {
            openTasks.claim(task.getId(), person);
        }
        var shown = openTasks.shown(task.getId());
        openTasks.complete(
                task.getId(),
                new VerdictInput(Kind.VETO.name(), null, reasonCode, null, comment, shown.contentVersion()));
    }
}
