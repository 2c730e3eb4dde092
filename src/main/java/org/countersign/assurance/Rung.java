package org.countersign.assurance;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** One threshold of a {@link WealthStream}: the decisions above it, and what was won by betting on them. */
final class Rung {

    /** Fixed bets, as shares of the largest one that cannot be lost whole. */
    private static final double[] FIXED = {.05, .1, .2, .4, .6, .8};

    private static final double BOLDEST = .9;

    private final double threshold;
    private long accepted;
    private double wrong;
    private double highest;
    private final double[] logWealth;

    /**
     * What is remembered of it.
     *
     * @param accepted decisions above the threshold, labelled or not
     * @param wrong wrong ones among them, as the labelled ones tell, each weighted by one over its probability
     * @param highest the most that ln wealth has ever been
     * @param logWealth of each way to bet
     */
    public record State(double threshold, long accepted, double wrong, double highest, List<Double> logWealth) {
        public State {
            if (logWealth.size() != FIXED.length + 1) {
                throw new IllegalArgumentException("It bets in " + (FIXED.length + 1) + " ways.");
            }
            logWealth = List.copyOf(logWealth);
        }

        static State start(double threshold) {
            return new State(threshold, 0, 0, 0, Collections.nCopies(FIXED.length + 1, 0.0));
        }
    }

    Rung(State state) {
        this.threshold = state.threshold();
        this.accepted = state.accepted();
        this.wrong = state.wrong();
        this.highest = state.highest();
        this.logWealth =
                state.logWealth().stream().mapToDouble(Double::doubleValue).toArray();
    }

    State state() {
        return new State(
                threshold,
                accepted,
                wrong,
                highest,
                Arrays.stream(logWealth).boxed().toList());
    }

    double threshold() {
        return threshold;
    }

    long accepted() {
        return accepted;
    }

    double wrong() {
        return wrong;
    }

    /** Once is enough: the chance that a bad threshold ever gets as high is what is bounded. */
    double highest() {
        return highest;
    }

    /** The largest bet is {@code most}; the last way to bet is the one that looks best so far. */
    static double[] bets(double most, Payoffs payoffs) {
        var bets = Arrays.copyOf(FIXED, FIXED.length + 1);
        bets[FIXED.length] = Math.max(0, Math.min(BOLDEST, payoffs.bestBet() / most));
        for (int i = 0; i < bets.length; i++) {
            bets[i] *= most;
        }
        return bets;
    }

    /** What was won or lost on one decision. */
    void settle(double payoff, double[] bets) {
        for (int i = 0; i < bets.length; i++) {
            logWealth[i] += Math.log1p(bets[i] * payoff);
        }
        highest = Math.max(highest, logWealth());
    }

    void count(double weightedWrong) {
        accepted++;
        wrong += weightedWrong;
    }

    /** ln of the mean over all ways to bet. */
    double logWealth() {
        return logWealthAfter(0, new double[logWealth.length]);
    }

    /** The same after as many more decisions, each of which adds {@code growth}. */
    double logWealthAfter(double decisions, double[] growth) {
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < growth.length; i++) {
            most = Math.max(most, logWealth[i] + decisions * growth[i]);
        }
        double sum = 0;
        for (int i = 0; i < growth.length; i++) {
            sum += Math.exp(logWealth[i] + decisions * growth[i] - most);
        }
        return most + Math.log(sum / growth.length);
    }
}
