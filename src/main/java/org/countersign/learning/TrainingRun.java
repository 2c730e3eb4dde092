package org.countersign.learning;

import java.time.Instant;
import java.util.List;
import org.countersign.decision.Actor;
import org.countersign.prediction.Learner;
import org.jspecify.annotations.Nullable;

/**
 * One training of a challenger.
 *
 * @param learner null until the candidates have competed
 * @param progress how far the competition is; null when a learner was named
 * @param candidates how each of them did; null when a learner was named, and until done
 * @param conflicts how many cases people labelled differently; null until done
 * @param challenger the version that came out; null until done
 * @param comparison champion and challenger on the same held-back examples; null until done
 * @param failure why it failed, in words; null unless failed
 */
public record TrainingRun(
        String id,
        String useCase,
        @Nullable Learner learner,
        State state,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Progress progress,
        @Nullable List<Entrant> candidates,
        @Nullable Integer conflicts,
        @Nullable String challenger,
        @Nullable Comparison comparison,
        @Nullable String failure) {

    /** How many models have been fitted, of how many, to see which candidate is best. */
    public record Progress(int done, int total) {}

    static TrainingRun queued(String id, String useCase, @Nullable Learner learner, String by, Instant at) {
        return new TrainingRun(id, useCase, learner, State.QUEUED, by, at, null, null, null, null, null, null, null);
    }

    /** A person, or the engine that started it by itself. */
    Actor by() {
        return startedBy.equals(Actor.ENGINE.name()) ? Actor.ENGINE : Actor.person(startedBy);
    }

    /** Where it stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }
}
