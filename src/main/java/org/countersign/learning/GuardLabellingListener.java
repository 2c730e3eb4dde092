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
    private final UnlabelledRows rows;
    private final IdentityService identities;

    GuardLabellingListener(LabellingAtHand.Finder finder, UnlabelledRows rows, @Lazy IdentityService identities) {
        this.finder = finder;
        this.rows = rows;
        this.identities = identities;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            requireAsked(finder.find(task), task.getAssignee());
        }
    }

    /** Whoever could not judge a case is not asked again. */
    void requireAsked(LabellingAtHand at, String person) {
        requireInQueue(at, person);
        if (rows.hasPassed(at.subject().id(), person)) {
            throw RetrainingRefused.notYours(person + " could not judge this case: another person is asked.");
        }
    }

    boolean isAnotherInQueue(LabellingAtHand at, int passed) {
        return identities
                        .createUserQuery()
                        .memberOfGroup(at.policy().review().queue())
                        .count()
                > passed;
    }

    private void requireInQueue(LabellingAtHand at, String person) {
        var queue = at.policy().review().queue();
        if (identities.createUserQuery().userId(person).memberOfGroup(queue).count() == 0) {
            throw RetrainingRefused.notYours(person + " is not in the queue " + queue + ".");
        }
    }
}
