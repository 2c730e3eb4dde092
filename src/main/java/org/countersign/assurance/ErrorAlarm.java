package org.countersign.assurance;

/**
 * Evidence that more than a share {@code alpha} of unreviewed decisions is wrong, from k errors in n blind spot checks:
 * a mixture of likelihood ratios over all larger shares, in closed form. While the share is at most {@code alpha}, it is
 * ever raised with a chance of at most {@code delta}, however often one looks.
 */
public record ErrorAlarm(double alpha, double delta) {

    /** The mixture is uniform over the shares above alpha. */
    private static final double PRIOR = 1;

    public ErrorAlarm {
        Shares.require("alpha", alpha);
        Shares.require("delta", delta);
    }

    /** ln E. */
    public double logEvidence(long wrong, long checks) {
        double a = wrong + PRIOR;
        double b = checks - wrong + PRIOR;
        return Beta.log(a, b)
                + Beta.logUpper(alpha, a, b)
                - Beta.log(PRIOR, PRIOR)
                - Beta.logUpper(alpha, PRIOR, PRIOR)
                - wrong * Math.log(alpha)
                - (checks - wrong) * Math.log1p(-alpha);
    }

    /** Whether the promise has broken. */
    public boolean isRaised(long wrong, long checks) {
        return logEvidence(wrong, checks) >= -Math.log(delta);
    }
}
