package org.countersign.prediction;

import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Prediction;
import org.countersign.policy.Policy;

/** A model that was trained to see how good it would be, and that is not kept. Safe to use from many threads at once. */
public final class Rehearsed {

    /** In place of a version; no stored model is called so. */
    static final String VERSION = "rehearsed";

    private final LoadedModel model;

    Rehearsed(LoadedModel model) {
        this.model = model;
    }

    /**
     * Its opinion of one case.
     *
     * @throws ModelUnfit if it was trained for other fields or labels than the policy's
     * @throws InvalidInput if a value is not of its field's type, or of no field at all
     */
    public Prediction predict(Policy policy, Case subject) {
        return model.predict(policy, subject);
    }
}
