package org.countersign.policy;

/** A file of the rules folder cannot be read as text. */
public class RulesUnreadable extends RuntimeException {

    public RulesUnreadable(String file, String why, Throwable cause) {
        super(file + ": " + why, cause);
    }
}
