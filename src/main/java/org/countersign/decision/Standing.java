package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/**
 * How far a decision is assured, for its use case, segment, model and predicted label, at the time that it is made.
 *
 * @param certificate the state of the certificate for auto-approval
 * @param coverage share of recent decisions that took effect unreviewed, in 0..1; null when unknown
 * @param spotChecks spot checks answered for this use case and model, at most 1,000 counted
 * @param stopped whether the stop switch is on
 * @param watched whether a warning has people watch what would be approved unseen
 * @param cover what the certificate for auto-approval covers; null without one
 * @param onTheLoop what the certificate for decisions on the loop covers; null without one
 * @param rate probability of a spot check, were it auto-approved; null in records older than this
 * @param onTheLoopRate probability of a spot check, were it on the loop; null as before
 */
public record Standing(
        CertificateState certificate,
        @Nullable Double coverage,
        int spotChecks,
        boolean stopped,
        boolean watched,
        @Nullable Cover cover,
        @Nullable Cover onTheLoop,
        @Nullable Double rate,
        @Nullable Double onTheLoopRate) {

    /** Whether there is a promise, whose, and whether the policy waives it. */
    public enum CertificateState {
        VALID,
        NONE,
        REVOKED
    }

    /**
     * What a certificate covers.
     *
     * @param from the least confidence that it covers
     * @param covers whether the prediction has it
     */
    public record Cover(String certificate, double from, boolean covers) {}

    public Standing(CertificateState certificate, @Nullable Double coverage, int spotChecks, boolean stopped) {
        this(certificate, coverage, spotChecks, stopped, false, null, null, null, null);
    }

    /** The same with a valid certificate and nothing stopped. */
    public Standing assured() {
        return new Standing(CertificateState.VALID, coverage, spotChecks, false);
    }

    public static Standing none() {
        return new Standing(CertificateState.NONE, null, 0, false);
    }
}
