package org.countersign.assurance;

import java.time.Instant;
import java.util.List;
import org.countersign.decision.LedgerJson;
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

    /** With a digest that covers what it is for, too; the proof has that of the evidence so far. */
    Certificate sealed() {
        return new Certificate(
                id,
                useCase,
                cell,
                policy,
                ruleSet,
                method,
                proof.withDigest(seal(proof.digest())),
                state,
                issuedAt,
                endedAt,
                whyEnded);
    }

    /** The digest of all that no one could compute again from the evidence alone, and of the evidence. */
    String seal(String ofEvidence) {
        var said = List.of(
                id,
                useCase,
                cell.model(),
                cell.level().name(),
                cell.segment(),
                cell.label(),
                policy,
                ruleSet,
                method.name(),
                proof.alpha(),
                proof.policyDelta(),
                proof.cells(),
                proof.round(),
                proof.grid());
        return EvidenceLog.digest(ofEvidence, LedgerJson.write(said));
    }

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
