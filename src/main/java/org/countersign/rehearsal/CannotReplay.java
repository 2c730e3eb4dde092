package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** What was recorded of a decision does not suffice to route it again. */
public class CannotReplay extends Refused {

    CannotReplay(String why) {
        super(409, why);
    }
}
