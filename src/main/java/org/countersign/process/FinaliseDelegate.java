package org.countersign.process;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Actor;
import org.countersign.decision.DecisionStatus;
import org.countersign.decision.Decisions;
import org.countersign.review.Supervisions;
import org.springframework.stereotype.Component;

/** Makes a provisional outcome final: a supervisor confirmed it, or the window lapsed, which is no agreement (law 8). */
@Component("finalise")
class FinaliseDelegate implements JavaDelegate {

    private final Decisions decisions;
    private final Supervisions supervisions;

    FinaliseDelegate(Decisions decisions, Supervisions supervisions) {
        this.decisions = decisions;
        this.supervisions = supervisions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var d = decisions.findForUpdate(execution.getProcessBusinessKey());
        if (d.status() != DecisionStatus.PROVISIONAL) {
            // the window lapsed while a veto was being recorded, which came first: this job is void
            throw new OptimisticLockingException("decision " + d.id() + " is " + d.status());
        }
        var word = supervisions.word(d.id());
        word.ifPresent(w -> supervisions.recordConfirmation(d, w));
        decisions.finalised(
                d, word.isEmpty(), word.map(w -> Actor.person(w.person())).orElse(Actor.ENGINE));
    }
}
