package org.countersign.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** The label that stands, who set it, and whether that is final. */
public record Outcome(
        String label, By by, @JsonProperty("final") boolean isFinal, Instant at) {

    /** Who set a label. */
    public record By(Kind kind, String name) {

        public enum Kind {
            MODEL,
            PERSON
        }

        public static By model(String version) {
            return new By(Kind.MODEL, version);
        }

        public static By person(String name) {
            return new By(Kind.PERSON, name);
        }
    }
}
