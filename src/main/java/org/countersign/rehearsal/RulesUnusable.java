package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** Rules in force cannot be built, so that people decide everything until others are published. */
public class RulesUnusable extends Refused {

    RulesUnusable(Throwable fault) {
        super(409, fault.getMessage() + " People decide everything until others are published.");
        initCause(fault);
    }
}
