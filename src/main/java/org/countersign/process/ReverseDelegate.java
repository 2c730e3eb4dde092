package org.countersign.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Actor;
import org.countersign.decision.Decisions;
import org.countersign.review.Supervisions;
import org.springframework.stereotype.Component;

/** Takes a provisional outcome back after a veto; the case goes to review. */
@Component("reverse")
class ReverseDelegate implements JavaDelegate {

    private final Decisions decisions;
    private final Supervisions supervisions;

    ReverseDelegate(Decisions decisions, Supervisions supervisions) {
        this.decisions = decisions;
        this.supervisions = supervisions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var d = decisions.findForUpdate(execution.getProcessBusinessKey());
        var veto = supervisions
                .word(d.id())
                .filter(Supervisions.Word::isVeto)
                .orElseThrow(() -> new IllegalStateException("nobody vetoed decision " + d.id()));
        decisions.reversed(d, Actor.person(veto.person()), veto.reasonCode(), veto.comment());
    }
}
