package org.countersign.learning;

import org.countersign.decision.UseCaseEvent.Alarmed;
import org.countersign.prediction.Models;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Has a challenger trained when an alarm says that one of our models has broken its promise. A warning does not suffice,
 * and a model of the caller's is the caller's to train.
 */
@Component
class AlarmListener {

    private final Models models;
    private final Retrainings retrainings;

    AlarmListener(Models models, Retrainings retrainings) {
        this.models = models;
        this.retrainings = retrainings;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void on(Alarmed event) {
        if (event.kind().equals("ERRORS")
                && event.model() != null
                && models.find(event.useCase(), event.model()).isPresent()) {
            retrainings.drifted(event.useCase(), event.why());
        }
    }
}
