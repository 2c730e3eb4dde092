package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** Only a stored policy can run beside the live one: every node reads it as a version. */
public class NotYetAVersion extends Refused {

    NotYetAVersion() {
        super(404, "This policy is no version yet, so it cannot run beside the live one: propose it first.");
    }
}
