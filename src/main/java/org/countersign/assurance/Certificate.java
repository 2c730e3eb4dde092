package org.countersign.assurance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record behind a promise: that, from a confidence on, at most a share alpha of the decisions of one cell is wrong.
 *
 * @param policy the version that it holds for, as {@code ruleSet}
 * @param endedAt null while it is valid, as {@code whyEnded}
 */
public record Certificate(
        String id,
        String useCase,
        Cell cell,
        String policy,
        String ruleSet,
        Method method,
        Proof proof,
        State state,
        Instant issuedAt,
        @Nullable Instant endedAt,
        @Nullable String whyEnded) {

    /** How it was computed: {@link FixedSequence} or {@link WealthStream}. */
    public enum Method {
        BATCH,
        STREAM
    }

    /** Only a valid one counts. */
    public enum State {
        VALID,
        /** An alarm was raised. */
        REVOKED,
        /** A laxer one was issued, or the model, the rules or the policy that it was for are no longer in force. */
        SUPERSEDED
    }
}
