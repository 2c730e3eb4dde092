package org.countersign.assurance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far the next threshold is from being certified.
 *
 * @param accepted decisions above it so far
 * @param wrong wrong ones among them, estimated from the labelled ones
 * @param logWealth reached so far
 * @param needed ln wealth at which it is certified
 * @param moreDecisions above it, if errors stay as frequent; null if they are too frequent for it ever to be certified
 * @param moreLabels how many of those decisions will be labelled; null as before
 */
public record Outlook(
        double threshold,
        long accepted,
        double wrong,
        double logWealth,
        double needed,
        @Nullable Long moreDecisions,
        @Nullable Long moreLabels) {

    private static final int MOST = 10_000_000;

    static Outlook of(Rung rung, Payoffs payoffs, double most, double needed) {
        var growth =
                Arrays.stream(Rung.bets(most, payoffs)).map(payoffs::growth).toArray();
        Long decisions = null;
        Long labels = null;
        if (rung.logWealthAfter(MOST, growth) >= needed) {
            int more = first(rung, growth, needed);
            decisions = (long) more;
            labels = (long) Math.ceil(more * payoffs.labelled());
        }
        return new Outlook(
                rung.threshold(), rung.accepted(), rung.wrong(), rung.logWealth(), needed, decisions, labels);
    }

    private static int first(Rung rung, double[] growth, double needed) {
        int few = 0;
        int enough = MOST;
        while (enough - few > 1) {
            int middle = (few + enough) / 2;
            if (rung.logWealthAfter(middle, growth) >= needed) {
                enough = middle;
            } else {
                few = middle;
            }
        }
        return enough;
    }
}
