package org.countersign.learning;

import java.time.Instant;
import org.countersign.prediction.Learner;
import org.jspecify.annotations.Nullable;

/**
 * One training of a challenger.
 *
 * @param challenger the version that came out; null until done
 * @param comparison champion and challenger on the same held-back examples; null until done
 * @param failure why it failed, in words; null unless failed
 */
public record TrainingRun(
        String id,
        String useCase,
        Learner learner,
        State state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String challenger,
        @Nullable Comparison comparison,
        @Nullable String failure) {

    /** Where it stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }
}
