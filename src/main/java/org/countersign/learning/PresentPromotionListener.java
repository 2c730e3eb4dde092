package org.countersign.learning;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.plugin.variable.SpinValues;
import org.countersign.decision.LedgerJson;
import org.springframework.stereotype.Component;

/** Puts a challenger with its evidence before the model owners. */
@Component("presentPromotion")
class PresentPromotionListener implements TaskListener {

    static final String OWNERS = "model-owner";
    static final String SHOWN = "shown";

    private final PromotionAtHand.Finder finder;
    private final RetrainingRows rows;

    PresentPromotionListener(PromotionAtHand.Finder finder, RetrainingRows rows) {
        this.finder = finder;
        this.rows = rows;
    }

    @Override
    public void notify(DelegateTask task) {
        var at = finder.find(task);
        rows.awaitsApproval(at.retraining().id());
        task.setName(
                "Approve promotion: " + at.shown().title() + ", " + at.card().model());
        task.setVariableLocal(
                SHOWN, SpinValues.jsonValue(LedgerJson.write(at.shown())).create());
        task.addCandidateGroup(OWNERS);
    }
}
