package org.countersign.review;

import org.countersign.decision.Refused;

/** What a verdict was based on is no longer what stands (law 6). Nothing was changed. */
class Stale extends Refused {

    Stale(String message) {
        super(409, message);
    }
}
