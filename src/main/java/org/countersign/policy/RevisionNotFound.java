package org.countersign.policy;

import org.countersign.decision.Refused;

/** There is no such version or draft. */
public class RevisionNotFound extends Refused {

    RevisionNotFound(String what) {
        super(404, "There is no " + what + ".");
    }
}
