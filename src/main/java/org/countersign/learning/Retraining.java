package org.countersign.learning;

import java.time.Instant;
import org.countersign.decision.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A training whose challenger is put before a model owner. Its id is that of its training run.
 *
 * @param why in words
 * @param startedBy a person, or the engine
 * @param decidedBy who approved or rejected the challenger; null until then
 * @param reason what they said; null when nothing
 */
public record Retraining(
        String id,
        String useCase,
        Cause cause,
        String why,
        String startedBy,
        Instant startedAt,
        State state,
        @Nullable String decidedBy,
        @Nullable String reason,
        @Nullable Instant endedAt) {

    /** What started it. */
    public enum Cause {
        /** Enough new examples since the last training. */
        EXAMPLES,
        /** Cases or their labels have changed. */
        DRIFT,
        /** It was time again. */
        TIME,
        PERSON
    }

    /** Where it stands. */
    public enum State {
        TRAINING,
        AWAITING_APPROVAL,
        PROMOTED,
        REJECTED,
        FAILED
    }

    /** Law 5: whoever started it has had their say. */
    boolean startedBy(String person) {
        return cause == Cause.PERSON && startedBy.equals(person);
    }

    static Retraining opened(String id, String useCase, Cause cause, String why, String by, Instant at) {
        return new Retraining(id, useCase, cause, why, by, at, State.TRAINING, null, null, null);
    }

    static String engine() {
        return Actor.ENGINE.name();
    }
}
