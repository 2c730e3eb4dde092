package org.countersign.assurance;

import java.util.Arrays;
import java.util.List;

/** Where in a sequence of checks the share of errors may first have risen above the budget. */
final class ChangePoint {

    /** Places whose log-likelihood is within this of the greatest are plausible, too: a likelihood interval. */
    private static final double AS_GOOD = 2;

    private ChangePoint() {}

    /**
     * The earliest place that the first check after the change may have: of all that are within 2 of the greatest
     * log-likelihood of a share of at most {@code alpha} before it, of at least {@code alpha} from it on. The likeliest
     * place alone would leave doubtful cases before it out as often as not. 0 if it may have been so from the beginning.
     *
     * @param wrong in the order of the draws
     */
    static int of(List<Boolean> wrong, double alpha) {
        Shares.require("alpha", alpha);
        int n = wrong.size();
        long total = wrong.stream().filter(w -> w).count();
        long before = 0;
        var likelihoods = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            likelihoods[i] = fit(before, i, 0, alpha) + fit(total - before, n - i, alpha, 1);
            before += i < n && wrong.get(i) ? 1 : 0;
        }
        double asGood = Arrays.stream(likelihoods).max().orElseThrow() - AS_GOOD;
        int first = 0;
        while (likelihoods[first] < asGood) {
            first++;
        }
        return first;
    }

    /** The log-likelihood of k in n at the best share within bounds. */
    private static double fit(long k, long n, double least, double most) {
        if (n == 0) {
            return 0;
        }
        double share = Math.max(least, Math.min(most, (double) k / n));
        return (k == 0 ? 0 : k * Math.log(share)) + (k == n ? 0 : (n - k) * Math.log1p(-share));
    }
}
