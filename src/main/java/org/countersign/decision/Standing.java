package org.countersign.decision;

import org.jspecify.annotations.Nullable;

/**
 * How far auto-approval is assured for a use case and model at the time of a decision.
 *
 * @param certificate the state of the certificate
 * @param coverage share of recent decisions that took effect unreviewed, in 0..1; null when unknown
 * @param spotChecks spot checks answered for this use case and model, at most 1,000 counted
 * @param stopped whether the stop switch is on
 */
public record Standing(
        CertificateState certificate, @Nullable Double coverage, int spotChecks, boolean stopped) {

    /** Whether there is a promise, whose, and whether the policy waives it. */
    public enum CertificateState {
        VALID,
        NONE,
        REVOKED
    }

    /** The same with a valid certificate and nothing stopped. */
    public Standing assured() {
        return new Standing(CertificateState.VALID, coverage, spotChecks, false);
    }

    public static Standing none() {
        return new Standing(CertificateState.NONE, null, 0, false);
    }
}
