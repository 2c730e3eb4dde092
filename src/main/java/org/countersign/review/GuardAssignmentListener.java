package org.countersign.review;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** Lets a task be taken only by someone who may do it, whoever assigns it (law 5). */
@Component("guardAssignment")
class GuardAssignmentListener implements TaskListener {

    private final TaskAtHand.Finder finder;
    private final Staffing staffing;

    GuardAssignmentListener(TaskAtHand.Finder finder, Staffing staffing) {
        this.finder = finder;
        this.staffing = staffing;
    }

    @Override
    public void notify(DelegateTask task) {
        var assignee = task.getAssignee();
        if (assignee != null) {
            requireMayDo(finder.find(task), assignee);
        }
    }

    void requireMayDo(TaskAtHand at, String person) {
        if (at.excluded().contains(person)) {
            throw new NotYours(person + " has had a say in this case already: another person must do this task.");
        }
        if (at.stage() == Stage.RECONSIDER) {
            var own = at.givenHere().get(at.givenHere().size() - 1).person();
            if (!own.equals(person)) {
                throw new NotYours("Only the person who judged this case looks at it again.");
            }
        } else if (!staffing.isMember(person, at.queue())) {
            throw new NotYours(person + " is not in the queue " + at.queue() + ".");
        }
    }
}
