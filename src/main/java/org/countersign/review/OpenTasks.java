package org.countersign.review;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.task.Task;
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
        var query = tasks.createTaskQuery();
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
        } catch (TaskAlreadyClaimedException | OptimisticLockingException e) {
            throw new Stale("Task " + id + " has been taken by someone else.");
        } catch (AuthorizationException e) {
            throw new NotYours("You may see task " + id + " but not take it.");
        }
    }

    @Transactional
    public void complete(String id, VerdictInput input) {
        find(id);
        try {
            tasks.complete(id, input.asVariables());
        } catch (NullValueException | OptimisticLockingException e) {
            throw new Stale("Task " + id + " was completed by someone else.");
        } catch (AuthorizationException e) {
            throw new NotYours("You may see task " + id + " but not complete it.");
        }
    }

    Shown shown(String id) {
        try {
            var json = (SpinJsonNode) tasks.getVariableLocal(id, PresentTaskListener.SHOWN);
            return LedgerJson.read(json.toString(), Shown.class);
        } catch (AuthorizationException | NullValueException e) {
            throw new ReviewTaskNotFound(id);
        }
    }

    private Task find(String id) {
        var task = tasks.createTaskQuery().taskId(id).singleResult();
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
