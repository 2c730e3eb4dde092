package org.countersign.learning;

import org.countersign.decision.Refused;

/** A retraining, or a word on one, cannot be taken as things stand. */
class RetrainingRefused extends Refused {

    private RetrainingRefused(int status, String message) {
        super(status, message);
    }

    static RetrainingRefused conflict(String message) {
        return new RetrainingRefused(409, message);
    }

    static RetrainingRefused notYours(String message) {
        return new RetrainingRefused(403, message);
    }

    static RetrainingRefused notFound(String id) {
        return new RetrainingRefused(404, "There is no retraining " + id + ".");
    }
}
