package org.countersign.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.prediction.Models;
import org.springframework.stereotype.Component;

/** Asks the champion, or takes the opinion that the caller brought. */
@Component("predict")
class PredictDelegate extends ConsideringDelegate {

    private final Models models;

    PredictDelegate(Models models) {
        this.models = models;
    }

    @Override
    void consider(Consideration c, DelegateExecution execution) {
        var brought = c.decision.request().prediction();
        if (brought != null) {
            c.prediction = brought;
            return;
        }
        var model = c.decision.versions().model();
        if (model == null) {
            throw new NoModel(c.decision.useCase());
        }
        c.prediction = models.predict(c.policy, model, c.decision.request().subjectCase());
    }
}
