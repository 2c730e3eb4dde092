package org.countersign.routing;

/** The rules could not say anything about a case; a person must look at it. */
public class RulesFailed extends RuntimeException {

    public RulesFailed(String message) {
        super(message);
    }

    public RulesFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
