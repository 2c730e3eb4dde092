package org.countersign.assurance;

import java.util.Arrays;
import java.util.List;

/**
 * How far a stream has walked down its thresholds. A batch can start its one walk where its labels suffice; a stream does
 * not know how many will come. A start at a strict threshold waits long for cases that reach it, and one at a lax
 * threshold may be above what the model can keep. So there are two walks, each with half of delta, and one that arrives at
 * the start of the next hands its share on (fallback procedure, Wiens 2003). However they end, a threshold
 * that breaks the promise is certified with a chance of at most delta.
 */
final class Walk {

    /** Where walks start, as shares of the grid: at its strict end, and about where half of all cases would pass. */
    private static final double[] STARTS = {0, 3 / 8.};

    private final double[] needed;
    private final int certified;

    private Walk(double[] needed, int certified) {
        this.needed = needed;
        this.certified = certified;
    }

    /** @param rungs from strict to lax */
    static Walk over(List<Rung> rungs, double delta) {
        var needed = new double[rungs.size()];
        Arrays.fill(needed, Double.POSITIVE_INFINITY);
        var starts = Arrays.stream(STARTS)
                .mapToInt(share -> (int) (share * rungs.size()))
                .distinct()
                .toArray();
        int certified = 0;
        int shares = 0;
        double wanted = 0;
        for (int i = 0, next = 0; i < rungs.size(); i++) {
            if (next < starts.length && starts[next] == i) {
                next++;
                shares++;
                wanted = -Math.log(delta * shares / starts.length);
            }
            if (shares > 0) {
                needed[i] = wanted;
                if (rungs.get(i).highest() >= wanted) {
                    certified = i + 1;
                } else {
                    shares = 0;
                }
            }
        }
        return new Walk(needed, certified);
    }

    /** How many rungs there are down to the laxest that is certified. */
    int certified() {
        return certified;
    }

    /** The ln wealth that would certify a rung now; infinite when no walk has come as far. */
    double needed(int rung) {
        return needed[rung];
    }
}
