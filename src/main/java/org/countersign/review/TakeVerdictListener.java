package org.countersign.review;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.countersign.decision.Actor;
import org.countersign.decision.DecisionEvent.VerdictGiven;
import org.countersign.decision.Decisions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a person's word when a task is completed, through whatever door: checks who, what and on which content, records
 * it, and chooses what comes next. A refusal rolls everything back.
 */
@Component("takeVerdict")
class TakeVerdictListener implements TaskListener {

    private final TaskAtHand.Finder finder;
    private final GuardAssignmentListener guard;
    private final Staffing staffing;
    private final Verdicts verdicts;
    private final ReviewRows reviews;
    private final Decisions decisions;

    TakeVerdictListener(
            TaskAtHand.Finder finder,
            GuardAssignmentListener guard,
            Staffing staffing,
            Verdicts verdicts,
            ReviewRows reviews,
            Decisions decisions) {
        this.finder = finder;
        this.guard = guard;
        this.staffing = staffing;
        this.verdicts = verdicts;
        this.reviews = reviews;
        this.decisions = decisions;
    }

    @Override
    public void notify(DelegateTask task) {
        // first of all: so verdict, veto and the lapse of a window follow one another, and each sees what was before
        decisions.findForUpdate(task.getExecution().getProcessBusinessKey());
        var at = finder.find(task);
        requireOpen(at, task.getId());
        var person = CurrentPerson.of(task);
        if (!person.equals(task.getAssignee())) {
            throw new NotYours("Claim the task first: its assignee is " + task.getAssignee() + ".");
        }
        guard.requireMayDo(at, person);
        var input = SubmittedVariables.take(task);
        var shownVersion = Presentation.of(at, task.getId()).contentVersion();
        if (!shownVersion.equals(input.contentVersion())) {
            throw new Stale("The verdict was given on content version " + input.contentVersion()
                    + ", but the task shows " + shownVersion + ": look at the case again.");
        }
        var answerShown = !at.answerHidden() && at.predicted() != null;
        var verdict = new VerdictCheck(at.policy(), at.stage().verdicts(answerShown), at.predicted()).check(input);
        record(task, at, person, verdict, shownVersion);
        goOn(task, at, verdict);
    }

    /**
     * The engine's own exception, because for any other it looks for a handler in the instance, which may have ended in
     * the same moment, and then says nothing but that.
     */
    private void requireOpen(TaskAtHand at, String taskId) {
        if ((at.stage() == Stage.SUPERVISE && !at.decision().isOpenToVeto(decisions.now()))
                || at.given().stream().anyMatch(g -> g.taskId().equals(taskId))) {
            throw new OptimisticLockingException("task " + taskId + " is over");
        }
    }

    private void record(DelegateTask task, TaskAtHand at, String person, Verdict verdict, String contentVersion) {
        var reviewId = at.review() == null ? null : at.review().id();
        var blind = at.answerHidden() && !mayHaveSeen(at, person);
        var now = decisions.now();
        verdicts.insert(new GivenVerdict(
                task.getId(), reviewId, at.decision().id(), at.stage(), person, verdict, blind, contentVersion, now));
        decisions.noted(new VerdictGiven(
                at.decision().id(),
                Actor.person(person),
                now,
                task.getId(),
                at.stage().name(),
                verdict.kind().name(),
                verdict.label(),
                blind,
                verdict.reasonCode(),
                verdict.comment(),
                contentVersion));
    }

    /** Supervisors could see the answer of a decision on the loop while its window was open. */
    private boolean mayHaveSeen(TaskAtHand at, String person) {
        return at.decision().vetoUntil() != null
                && staffing.isMember(person, at.policy().supervision().queue());
    }

    private void goOn(DelegateTask task, TaskAtHand at, Verdict verdict) {
        if (at.review() == null) {
            task.getExecution()
                    .setVariable(
                            "supervision", Variables.stringValue(verdict.kind().name(), true));
            return;
        }
        var given = verdicts.in(at.review());
        var next = NextStage.after(at.stage(), at.review().blind(), at.review().secondPerson(), at.predicted(), given);
        moveIfNeeded(at, verdict, next);
        NextTask.choose(task.getExecution(), next);
    }

    private void moveIfNeeded(TaskAtHand at, Verdict verdict, @Nullable Stage next) {
        if (next == null || next == Stage.RECONSIDER || at.review() == null) {
            return;
        }
        var escalation = at.policy().review().escalation();
        var wanted = verdict.kind() == Verdict.Kind.ESCALATE || next == Stage.ADJUDICATE ? escalation : at.queue();
        var queue = staffing.orEscalation(
                wanted, escalation, verdicts.people(at.decision().id()));
        if (!queue.equals(at.review().queue())) {
            reviews.move(at.review().id(), queue);
        }
    }
}
