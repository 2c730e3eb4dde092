package org.countersign.learning;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Lets a promotion be decided by a model owner other than the one who asked for it (law 5). */
@Component("guardPromotion")
class GuardPromotionListener implements TaskListener {

    private final PromotionAtHand.Finder finder;
    private final IdentityService identities;

    GuardPromotionListener(PromotionAtHand.Finder finder, @Lazy IdentityService identities) {
        this.finder = finder;
        this.identities = identities;
    }

    @Override
    public void notify(DelegateTask task) {
        if (task.getAssignee() != null) {
            requireMayDecide(finder.find(task).retraining(), task.getAssignee());
        }
    }

    void requireMayDecide(Retraining retraining, String person) {
        if (retraining.startedBy(person)) {
            throw RetrainingRefused.notYours(
                    person + " has asked for this retraining: another model owner must decide.");
        }
        if (identities
                        .createUserQuery()
                        .userId(person)
                        .memberOfGroup(PresentPromotionListener.OWNERS)
                        .count()
                == 0) {
            throw RetrainingRefused.notYours(person + " is not a model owner.");
        }
    }
}
