package org.countersign.review;

import org.camunda.bpm.engine.RuntimeService;
import org.countersign.decision.DecisionEvent.Finalised;
import org.countersign.decision.DecisionEvent.TookEffect;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Route;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Starts the blind check of a decision that was drawn for one, in the transaction in which it took effect unreviewed
 * for good. One that is vetoed gets a review instead.
 */
@Component
class SpotCheckStarter {

    static final String PROCESS = "spot-check";

    private final RuntimeService engine;

    SpotCheckStarter(@Lazy RuntimeService engine) {
        this.engine = engine;
    }

    @EventListener
    void on(TookEffect event) {
        if (event.route().level() == OversightLevel.AUTO_APPROVE) {
            startIfDrawn(event.decisionId(), event.route());
        }
    }

    @EventListener
    void on(Finalised event) {
        startIfDrawn(event.decisionId(), event.route());
    }

    private void startIfDrawn(String decisionId, Route route) {
        if (route.drawn()) {
            engine.startProcessInstanceByKey(PROCESS, decisionId);
        }
    }
}
