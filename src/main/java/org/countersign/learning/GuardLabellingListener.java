package org.countersign.learning;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets a case be labelled by those in its queue only. */
@Component("guardLabelling")
class GuardLabellingListener implements TaskListener {

    private final LabellingAtHand.Finder finder;
    private final IdentityService identities;

    GuardLabellingListener(LabellingAtHand.Finder finder, @Lazy IdentityService identities) {
        this.finder = finder;
        this.identities = identities;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            requireInQueue(finder.find(task), task.getAssignee());
        }
    }

    void requireInQueue(LabellingAtHand at, String person) {
        var queue = at.policy().review().queue();
        if (identities.createUserQuery().userId(person).memberOfGroup(queue).count() == 0) {
            throw RetrainingRefused.notYours(person + " is not in the queue " + queue + ".");
        }
    }
}
