package org.countersign.assurance;

import java.time.Instant;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * What blind checks of a segment said against the promise.
 *
 * @param model null when the callers' predictions name none, or when it is not about one
 * @param evidence ln of the evidence, or the statistic that reached its bound, or the share that was not answered
 * @param sinceId decisions after this id, up to {@code untilId}, are in doubt
 * @param liftedBy who looked into a warning and lifted it; null while it stands, and for what only the stop switch ends
 */
public record Alarm(
        String id,
        String useCase,
        Kind kind,
        @Nullable String model,
        OversightLevel level,
        String segment,
        int wrong,
        int checks,
        double evidence,
        String sinceId,
        String untilId,
        String why,
        Instant raisedAt,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt) {

    /** What it is about. */
    public enum Kind {
        /** More than the budget is wrong: automatic decisions stop. */
        ERRORS,
        /** Errors may have become more frequent: people watch. */
        WARNING,
        /** Too many checks went unanswered, so nobody is assured: automatic decisions stop. */
        UNANSWERED
    }
}
