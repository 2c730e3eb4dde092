package org.countersign.rehearsal;

import java.time.Instant;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.Kind;
import org.jspecify.annotations.Nullable;

/**
 * A back-test under way, or its end. The report is asked for by itself.
 *
 * @param candidate what people call it
 * @param done decisions replayed so far
 * @param total decisions to replay
 * @param failure why it failed, in words; null unless it did
 * @param digest of the report; null unless done
 */
public record BackTestRun(
        String id,
        String useCase,
        String candidate,
        BackTestReport.VersionPair candidateVersions,
        BackTestReport.VersionPair baselineVersions,
        Instant from,
        Instant to,
        State state,
        long done,
        long total,
        String startedBy,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String failure,
        @Nullable String digest) {

    /** Whether it tried this version of the kind, with nothing else changed. */
    public boolean tried(Kind kind, String version) {
        var candidate = candidateVersions;
        return kind == Kind.RULES
                ? candidate.ruleSet().equals(version) && candidate.policy().equals(baselineVersions.policy())
                : candidate.policy().equals(version) && candidate.ruleSet().equals(baselineVersions.ruleSet());
    }

    /** Whether it compared with these. */
    public boolean comparesWith(Revision policy, Revision rules) {
        return baselineVersions.equals(new BackTestReport.VersionPair(policy.version(), rules.version()));
    }

    /** Whether there is something to wait for, or to cancel. */
    public boolean live() {
        return state == State.QUEUED || state == State.RUNNING;
    }

    /** Where it stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        CANCELLED,
        FAILED,
        /** Its node went away; start it again. Never stored. */
        INTERRUPTED
    }
}
