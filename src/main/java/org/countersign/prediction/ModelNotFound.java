package org.countersign.prediction;

import org.countersign.decision.Refused;

/** There is no model of that version for that use case. */
public class ModelNotFound extends Refused {

    public ModelNotFound(String useCase, String version) {
        super(404, "The use case " + useCase + " has no model " + version + ".");
    }
}
