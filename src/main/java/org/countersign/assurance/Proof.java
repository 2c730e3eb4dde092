package org.countersign.assurance;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate rests on, complete but for its evidence, so that it can be computed again.
 *
 * @param alpha the error budget
 * @param delta the chance that this one may fail
 * @param policyDelta what the policy allows for all cells and rounds together
 * @param cells how many share that
 * @param round which round of evidence of its cell, from 1
 * @param grid the thresholds, from strict to lax, fixed without a look at a label
 * @param threshold the least confidence that it covers
 * @param n decisions above the threshold, labelled or not (in a batch all are)
 * @param k wrong ones among them; in a stream estimated from those that were drawn
 * @param p the chance of at most k errors in a batch, were a share of alpha wrong
 * @param logWealth ln of what was won in a stream by betting against more than a share of alpha being wrong; ln of one over
 *     half of delta, or of all of it, was needed once
 * @param digest of the evidence, and of what the certificate is for
 * @param assumptions what has to be true for the promise to hold, in plain words
 */
public record Proof(
        double alpha,
        double delta,
        double policyDelta,
        int cells,
        int round,
        List<Double> grid,
        double threshold,
        long n,
        double k,
        @Nullable Double p,
        @Nullable Double logWealth,
        String digest,
        List<String> assumptions) {

    private static final List<String> ALWAYS = List.of(
            "The cases to come are like those that it was computed from; the spot checks watch over that.",
            "Model, rules and policy are exactly those that are named; any other needs a certificate of its own.",
            "It holds for the whole route: only decisions that rules and policy would let pass were counted.");

    static final List<String> OF_A_BATCH = Stream.concat(
                    ALWAYS.stream(),
                    Stream.of(
                            "The labels of the imported cases are right, and the cases were not chosen by the model's answer.",
                            "The model was not trained on these cases. They may have served to compare it with others."))
            .toList();

    static final List<String> OF_A_STREAM = Stream.concat(
                    ALWAYS.stream(),
                    Stream.of(
                            "What the first person said, without having seen the model's answer, is right.",
                            "The probability with which a decision was drawn was logged before anyone looked at it.",
                            "A check that nobody answered in time counts as wrong.",
                            "The way of betting was derived for this program from published work and simulated; it is not peer-reviewed."))
            .toList();

    public Proof {
        grid = List.copyOf(grid);
        assumptions = List.copyOf(assumptions);
    }

    Proof withDigest(String other) {
        return new Proof(
                alpha, delta, policyDelta, cells, round, grid, threshold, n, k, p, logWealth, other, assumptions);
    }
}
