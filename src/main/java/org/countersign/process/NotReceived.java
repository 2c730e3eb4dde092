package org.countersign.process;

import org.countersign.decision.Refused;

/** A decision process was entered elsewhere than at its start. */
class NotReceived extends Refused {

    NotReceived() {
        super(400, "A decision begins at its start event: start the process \"decision\" without start instructions.");
    }
}
