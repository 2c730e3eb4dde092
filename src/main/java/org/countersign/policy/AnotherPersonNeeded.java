package org.countersign.policy;

import org.countersign.decision.Refused;

/** Someone tried to publish what they wrote or proposed (law 5). */
public class AnotherPersonNeeded extends Refused {

    AnotherPersonNeeded(String person) {
        super(403, person + " wrote or proposed this version: another person must publish it.");
    }
}
