package org.countersign.learning;

import org.countersign.decision.Refused;

/** There is no such training run. */
class TrainingRunNotFound extends Refused {

    TrainingRunNotFound(String id) {
        super(404, "There is no training run " + id + ".");
    }
}
