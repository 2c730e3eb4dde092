package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** One version at a time: another runs already, or none does. */
public class ShadowConflict extends Refused {

    ShadowConflict(String why) {
        super(409, why);
    }
}
