package org.countersign.review;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.spin.json.SpinJsonNode;
import org.countersign.decision.LedgerJson;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The review tasks that people can see and do. Runs with the engine's authorizations: whoever calls sets the engine's
 * authentication first, and gets what Tasklist would give.
 */
@Component
public class OpenTasks {

    private static final int MOST = 200;

    /** A task in a list. */
    public record Summary(
            String id,
            String title,
            String stage,
            @Nullable String assignee,
            int priority,
            Instant createdAt,
            @Nullable Instant due) {}

    /** A task with what it shows. */
    public record Opened(Summary task, Shown shown) {}

    private final TaskService tasks;

    OpenTasks(@Lazy TaskService tasks) {
        this.tasks = tasks;
    }

    /** The most urgent first, at most 200; {@code queue} null for all that the person may see. */
    @Transactional(readOnly = true)
    public List<Summary> list(@Nullable String queue) {
        var query = reviews();
        if (queue != null) {
            query.taskCandidateGroup(queue).includeAssignedTasks();
        }
        return query.orderByTaskPriority().desc().orderByTaskCreateTime().asc().listPage(0, MOST).stream()
                .map(OpenTasks::summary)
                .toList();
    }

    @Transactional(readOnly = true)
    public Opened open(String id) {
        return new Opened(summary(find(id)), shown(id));
    }

    @Transactional
    public void claim(String id, String person) {
        find(id);
        try {
            tasks.claim(id, person);
        } catch (ProcessEngineException e) {
            throw isRace(e) || isGone(id)
                    ? new Stale("Task " + id + " has been taken by someone else.")
                    : refusal(e, "You may see task " + id + " but not take it.");
        }
    }

    @Transactional
    public void complete(String id, VerdictInput input) {
        find(id);
        try {
            tasks.complete(id, input.asVariables());
        } catch (ProcessEngineException e) {
            throw isRace(e) || isGone(id)
                    ? new Stale("Task " + id + " has just been completed, or its time is over.")
                    : refusal(e, "You may see task " + id + " but not complete it.");
        }
    }

    /** The engine found changed, or did not find any more, what it was about to change. */
    private static boolean isRace(@Nullable Throwable e) {
        return e instanceof OptimisticLockingException
                || e instanceof TaskAlreadyClaimedException
                || e instanceof NullValueException
                || (e != null && isRace(e.getCause()));
    }

    /** Between two looks of the engine: then it may also say that the person has no right to what is not there. */
    private boolean isGone(String id) {
        return tasks.createTaskQuery().taskId(id).count() == 0;
    }

    private static RuntimeException refusal(ProcessEngineException e, String message) {
        return e instanceof AuthorizationException ? new NotYours(message) : e;
    }

    Shown shown(String id) {
        try {
            var json = (SpinJsonNode) tasks.getVariableLocal(id, PresentTaskListener.SHOWN);
            return LedgerJson.read(json.toString(), Shown.class);
        } catch (AuthorizationException | NullValueException e) {
            throw new ReviewTaskNotFound(id);
        }
    }

    /** Of all tasks in the engine those that are about decisions. */
    private TaskQuery reviews() {
        return tasks.createTaskQuery().processDefinitionKeyIn("review", "decision");
    }

    private Task find(String id) {
        var task = reviews().taskId(id).singleResult();
        if (task == null) {
            throw new ReviewTaskNotFound(id);
        }
        return task;
    }

    private static Summary summary(Task task) {
        return new Summary(
                task.getId(),
                task.getName(),
                Stage.of(task.getTaskDefinitionKey()).name(),
                task.getAssignee(),
                task.getPriority(),
                task.getCreateTime().toInstant(),
                task.getDueDate() == null ? null : task.getDueDate().toInstant());
    }
}
