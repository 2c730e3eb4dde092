package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** The use case has no such evaluation. */
public class EvaluationNotFound extends Refused {

    EvaluationNotFound(String id) {
        super(404, "There is no evaluation " + id + ".");
    }
}
