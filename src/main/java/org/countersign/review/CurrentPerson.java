package org.countersign.review;

import org.camunda.bpm.engine.delegate.DelegateTask;

/** Who is acting on a task, as the engine's own authentication says, whichever door was used. */
final class CurrentPerson {

    private CurrentPerson() {}

    static String of(DelegateTask task) {
        var authentication =
                task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (authentication == null || authentication.getUserId() == null) {
            throw new NotYours("Only a person who is logged in can complete a review task.");
        }
        return authentication.getUserId();
    }
}
