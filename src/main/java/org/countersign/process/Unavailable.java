package org.countersign.process;

import org.countersign.decision.Refused;

/** Nothing could be recorded; nothing is claimed. */
public class Unavailable extends Refused {

    Unavailable(Throwable cause) {
        super(
                503,
                "The decision could not be recorded. As far as can be told nothing was decided: send it again with the same"
                        + " Idempotency-Key, which never decides twice.");
        initCause(cause);
    }
}
