package org.countersign.rehearsal;

import org.countersign.decision.Refused;

/** So many wait already that another would not be read. */
public class TooManyBackTests extends Refused {

    TooManyBackTests() {
        super(429, "Too many back-tests wait on this server. Cancel one, or wait.");
    }
}
