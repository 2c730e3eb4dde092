package org.countersign.rehearsal;

import java.time.Instant;
import org.countersign.rehearsal.BackTestReport.VersionPair;
import org.jspecify.annotations.Nullable;

/**
 * A version that runs, or ran, beside the live one without effect.
 *
 * @param levels of live decisions (before) and what the shadow made of them (after)
 * @param dropped decisions that it was too busy to look at
 * @param failed decisions on which it failed
 * @param stoppedAt null while it runs
 */
public record ShadowRun(
        String id,
        String useCase,
        String candidate,
        VersionPair versions,
        String startedBy,
        Instant startedAt,
        @Nullable String stoppedBy,
        @Nullable Instant stoppedAt,
        LevelMatrix levels,
        long dropped,
        long failed) {}
