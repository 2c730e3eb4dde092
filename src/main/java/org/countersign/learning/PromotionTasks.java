package org.countersign.learning;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Challengers that wait for a model owner's word, for those who do not come by Tasklist. */
@Component
public class PromotionTasks {

    private final TaskService tasks;
    private final PromotionAtHand.Finder finder;
    private final Retrainings retrainings;

    PromotionTasks(@Lazy TaskService tasks, PromotionAtHand.Finder finder, Retrainings retrainings) {
        this.tasks = tasks;
        this.finder = finder;
        this.retrainings = retrainings;
    }

    /** What the task shows; null while there is none. */
    public @Nullable PromotionShown shown(Retraining retraining) {
        return retraining.state() == Retraining.State.AWAITING_APPROVAL
                ? finder.find(retraining.id()).shown()
                : null;
    }

    /** Gives a word, with the engine's authorizations: whoever calls sets the engine's authentication first. */
    @Transactional
    public Retraining decide(
            String useCase,
            String id,
            String person,
            @Nullable String verdict,
            @Nullable String reason,
            @Nullable String contentVersion) {
        retrainings.find(useCase, id);
        var task = tasks.createTaskQuery().processInstanceBusinessKey(id).singleResult();
        if (task == null) {
            throw RetrainingRefused.conflict("Retraining " + id + " does not wait for anyone's word.");
        }
        var sent = new HashMap<String, Object>();
        put(sent, TakePromotionListener.VERDICT, verdict);
        put(sent, TakePromotionListener.REASON, reason);
        put(sent, TakePromotionListener.CONTENT_VERSION, contentVersion);
        try {
            if (!person.equals(task.getAssignee())) {
                tasks.claim(task.getId(), person);
            }
            tasks.complete(task.getId(), sent);
        } catch (AuthorizationException e) {
            // a task that has just gone authorizes nobody
            throw retrainings.find(useCase, id).state() != Retraining.State.AWAITING_APPROVAL
                    ? decidedByAnother(id)
                    : RetrainingRefused.notYours("You may see retraining " + id + " but not decide it.");
        } catch (ProcessEngineException e) {
            throw isRace(e) ? decidedByAnother(id) : e;
        }
        return retrainings.find(useCase, id);
    }

    private static RetrainingRefused decidedByAnother(String id) {
        return RetrainingRefused.conflict("Someone else has just taken or decided retraining " + id + ".");
    }

    /** The engine found changed, or did not find any more, what it was about to change. */
    private static boolean isRace(@Nullable Throwable e) {
        return e instanceof OptimisticLockingException
                || e instanceof TaskAlreadyClaimedException
                || e instanceof NullValueException
                || (e != null && isRace(e.getCause()));
    }

    private static void put(Map<String, Object> sent, String name, @Nullable String value) {
        if (value != null) {
            sent.put(name, value);
        }
    }
}
