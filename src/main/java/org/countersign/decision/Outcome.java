package org.countersign.decision;

import java.time.Instant;

/** The label that stands, who set it, and whether that is final. */
public record Outcome(String label, By by, boolean isFinal, Instant at) {

    /** Who set a label. */
    public record By(Kind kind, String name) {

        public enum Kind {
            MODEL,
            PERSON
        }
    }
}
