package org.countersign.assurance;

import java.util.List;

/** Where in a sequence of checks the share of errors most likely rose above the budget. */
final class ChangePoint {

    private ChangePoint() {}

    /**
     * The place of the first check after the change, by maximum likelihood: a share of at most {@code alpha} before it,
     * of at least {@code alpha} from it on. 0 if it was like that from the beginning, the number of checks if it never
     * was.
     *
     * @param wrong in the order of the draws
     */
    static int of(List<Boolean> wrong, double alpha) {
        Shares.require("alpha", alpha);
        int n = wrong.size();
        long total = wrong.stream().filter(w -> w).count();
        long before = 0;
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= n; i++) {
            double likelihood = fit(before, i, 0, alpha) + fit(total - before, n - i, alpha, 1);
            // of equals the later: a good check belongs to the good spell
            if (likelihood >= most) {
                most = likelihood;
                best = i;
            }
            before += i < n && wrong.get(i) ? 1 : 0;
        }
        return best;
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
