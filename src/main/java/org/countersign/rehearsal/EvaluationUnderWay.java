package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** One is made at a time, so that live decisions keep the machine. */
public class EvaluationUnderWay extends Refused {

    EvaluationUnderWay() {
        super(429, "Another evaluation is being made on this server. Try again in a minute.");
    }
}
