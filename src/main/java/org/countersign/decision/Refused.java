package org.countersign.decision;

import java.util.Objects;

/**
 * A refusal that is the asker's to mend. {@link #status()} is the HTTP status for every door, the process engine's own
 * REST interface included; the message says what to do.
 */
public abstract class Refused extends RuntimeException {

    private final int status;

    protected Refused(int status, String message) {
        super(message);
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** What the asker is told. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }
}
