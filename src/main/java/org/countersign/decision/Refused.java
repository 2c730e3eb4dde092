package org.countersign.decision;

/**
 * Says of an exception that it is a refusal, not a fault: the caller is told its message and this status at every door,
 * the engine's own included (whose REST would make it a 500).
 */
public interface Refused {

    /** The HTTP status of the answer: 400, 403, 404 or 409. */
    int status();

    /** What the caller is told. */
    String getMessage();
}
