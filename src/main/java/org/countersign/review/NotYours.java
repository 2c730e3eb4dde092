package org.countersign.review;

import org.countersign.decision.Refused;

/** Someone who may not do a task tried to. */
class NotYours extends Refused {

    NotYours(String message) {
        super(403, message);
    }
}
