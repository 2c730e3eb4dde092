package org.countersign.learning;

import java.util.Date;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.spin.plugin.variable.SpinValues;
import org.countersign.decision.LedgerJson;
import org.springframework.stereotype.Component;

/** Puts a case to be labelled into the ordinary queue. */
@Component("presentLabelling")
class PresentLabellingListener implements TaskListener {

    /** After what is about a decision. */
    private static final int PRIORITY = 10;

    private static final int REFERENCE = 8;

    private final LabellingAtHand.Finder finder;

    PresentLabellingListener(LabellingAtHand.Finder finder) {
        this.finder = finder;
    }

    @Override
    public void notify(DelegateTask task) {
        var at = finder.find(task);
        var shown = LabellingShown.of(at.policy(), at.subject());
        var reference = UUID.nameUUIDFromBytes(task.getId().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .substring(0, REFERENCE);
        task.setName("Label: " + shown.title() + ", case " + reference);
        task.setPriority(PRIORITY);
        task.setDueDate(Date.from(
                task.getCreateTime().toInstant().plus(at.policy().review().due())));
        task.setVariableLocal(
                PresentPromotionListener.SHOWN,
                SpinValues.jsonValue(LedgerJson.write(shown)).create());
        task.addCandidateGroup(at.policy().review().queue());
    }
}
