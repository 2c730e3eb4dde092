package org.countersign.review;

import java.util.Date;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.plugin.variable.SpinValues;
import org.countersign.decision.LedgerJson;
import org.springframework.stereotype.Component;

/**
 * Prepares a new task: whose it is, when it is due, what may be seen. What is shown are variables of the task itself,
 * so they go with it.
 */
@Component("presentTask")
class PresentTaskListener implements TaskListener {

    static final String SHOWN = "shown";

    private final TaskAtHand.Finder finder;
    private final Staffing staffing;

    PresentTaskListener(TaskAtHand.Finder finder, Staffing staffing) {
        this.finder = finder;
        this.staffing = staffing;
    }

    @Override
    public void notify(DelegateTask task) {
        var at = finder.find(task);
        NextTask.forgetAll(task.getExecution());
        var shown = Presentation.of(at, task.getId());
        task.setName(shown.stage() + ": " + shown.title() + ", case " + shown.reference());
        task.setPriority(at.priority());
        task.setDueDate(due(task, at));
        task.setVariableLocal(
                SHOWN, SpinValues.jsonValue(LedgerJson.write(shown)).create());
        if (at.stage() == Stage.RECONSIDER) {
            var own = at.givenHere().get(at.givenHere().size() - 1).person();
            task.addCandidateUser(own);
            task.setAssignee(own);
            return;
        }
        task.addCandidateGroup(at.queue());
        at.excluded().stream()
                .filter(person -> staffing.isMember(person, at.queue()))
                .forEach(person -> hide(task, person));
    }

    private static Date due(DelegateTask task, TaskAtHand at) {
        var vetoUntil = at.decision().vetoUntil();
        return at.stage() == Stage.SUPERVISE && vetoUntil != null
                ? Date.from(vetoUntil)
                : Date.from(task.getCreateTime()
                        .toInstant()
                        .plus(at.policy().review().due()));
    }

    /** A revocation outweighs what the group is granted; it is removed with the task. */
    private static void hide(DelegateTask task, String person) {
        var service = task.getProcessEngineServices().getAuthorizationService();
        var revocation = service.createNewAuthorization(Authorization.AUTH_TYPE_REVOKE);
        revocation.setUserId(person);
        revocation.setResource(Resources.TASK);
        revocation.setResourceId(task.getId());
        revocation.removePermission(Permissions.ALL);
        service.saveAuthorization(revocation);
    }
}
