package org.countersign.policy;

import org.countersign.decision.Refused;

/** What someone acts on is not what stands (any more). Nothing was changed. */
public class RevisionConflict extends Refused {

    RevisionConflict(String message) {
        super(409, message);
    }
}
