package org.countersign.review;

import org.countersign.decision.Refused;

/** There is no such task, it is done, or it is in a queue of others. */
class ReviewTaskNotFound extends Refused {

    ReviewTaskNotFound(String id) {
        super(404, "There is no open review task " + id + " for you.");
    }
}
