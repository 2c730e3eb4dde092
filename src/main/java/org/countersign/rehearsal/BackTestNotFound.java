package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** The use case has no such back-test. */
public class BackTestNotFound extends Refused {

    BackTestNotFound(String id) {
        super(404, "There is no back-test " + id + ".");
    }
}
