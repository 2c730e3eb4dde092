package org.countersign.assurance;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Certifies thresholds from strict to lax while labels stream in: bets against "more than a share of alpha is wrong above
 * this threshold", and certifies it when the wealth has reached 1/delta ({@link Walk} says of which share of delta). It may
 * be looked at after every label and for ever: a threshold that breaks the promise is certified with a chance of at most
 * delta, as long as cases stay alike.
 *
 * <p>What the bets are made from is known before the case that they are made on, which is what keeps them fair.
 */
public final class WealthStream {

    private final double alpha;
    private final double delta;
    private final List<Rung> rungs;
    private double leastDraw;
    private Walk walk;

    /**
     * All that it remembers, to be resumed from after a restart.
     *
     * @param leastDraw the least probability of being labelled that an accepted decision can have
     * @param rungs from strict to lax
     */
    public record State(double alpha, double delta, double leastDraw, List<Rung.State> rungs) {
        public State {
            Shares.require("alpha", alpha);
            Shares.require("delta", delta);
            rungs = List.copyOf(rungs);
            FixedSequence.requireDescending(
                    rungs.stream().map(Rung.State::threshold).toList());
        }
    }

    private WealthStream(State state) {
        this.alpha = state.alpha();
        this.delta = state.delta();
        this.leastDraw = state.leastDraw();
        this.rungs = state.rungs().stream().map(Rung::new).toList();
        this.walk = Walk.over(rungs, delta);
    }

    /** With no evidence yet, when everything is still reviewed. */
    public static WealthStream start(double alpha, double delta, List<Double> grid) {
        return resume(
                new State(alpha, delta, 1, grid.stream().map(Rung.State::start).toList()));
    }

    public static WealthStream resume(State state) {
        return new WealthStream(state);
    }

    public State state() {
        return new State(
                alpha, delta, leastDraw, rungs.stream().map(Rung::state).toList());
    }

    /**
     * Before the first decision that is drawn with a smaller probability than all before it, as spot checks are once
     * something is certified: bets become smaller, so that none can be lost whole.
     */
    public void expectDraws(double least) {
        if (!(least > 0 && least <= 1)) {
            throw new IllegalArgumentException("The probability of a draw is " + least + ".");
        }
        leastDraw = least;
    }

    /** As {@link #add(double, double, double, boolean, boolean)} without knowledge of the risk. */
    public void add(double score, double probability, boolean drawn, boolean wrong) {
        add(score, 0, probability, drawn, wrong);
    }

    /**
     * The next decision that the whole route would accept, if its score sufficed, in the order of the draws. Those that
     * were not drawn must be added, too.
     *
     * @param risk the chance that it is wrong, as foreseen without its label; 0 is always allowed, and a good guess
     *     makes for less noise
     * @param probability with which it was drawn for a blind judgement; 1 if all like it are judged
     * @param wrong what the judgement found; ignored if it was not drawn
     */
    public void add(double score, double risk, double probability, boolean drawn, boolean wrong) {
        if (!(probability >= leastDraw && probability <= 1)) {
            throw new IllegalArgumentException(
                    "Drawn with " + probability + ", but the bets expect at least " + leastDraw + ".");
        }
        if (!(risk >= 0 && risk <= 1)) {
            throw new IllegalArgumentException("The risk is " + risk + ".");
        }
        double weight = drawn ? 1 / probability : 0;
        double payoff = alpha - risk - weight * ((wrong ? 1 : 0) - risk);
        double most = mostBet();
        // all bets are made before any rung has seen this case
        var bets = new double[rungs.size()][];
        for (int i = walk.certified(); i < rungs.size(); i++) {
            bets[i] = Rung.bets(most, payoffs(rungs.get(i)));
        }
        for (int i = 0; i < rungs.size(); i++) {
            var rung = rungs.get(i);
            if (score >= rung.threshold()) {
                if (i >= walk.certified()) {
                    rung.settle(payoff, bets[i]);
                }
                rung.count(drawn && wrong ? weight : 0);
            }
        }
        walk = Walk.over(rungs, delta);
    }

    /** The laxest threshold that is certified. */
    public Optional<Double> threshold() {
        return checked().map(Rung::threshold);
    }

    /** What is certified, and the decisions above it. */
    Optional<Rung> checked() {
        return walk.certified() == 0 ? Optional.empty() : Optional.of(rungs.get(walk.certified() - 1));
    }

    /** Above the laxest threshold, labelled or not. */
    long decisions() {
        return rungs.isEmpty() ? 0 : rungs.get(rungs.size() - 1).accepted();
    }

    /** What it takes until the threshold is certified that comes soonest; empty when all are. */
    public Optional<Outlook> outlook() {
        return IntStream.range(walk.certified(), rungs.size())
                .filter(i -> Double.isFinite(walk.needed(i)))
                .mapToObj(i -> outlook(rungs.get(i), walk.needed(i)))
                .min(Comparator.comparing(Outlook::moreDecisions, Comparator.nullsLast(Comparator.naturalOrder())));
    }

    private Outlook outlook(Rung rung, double needed) {
        return Outlook.of(rung, payoffs(rung), mostBet(), needed);
    }

    private Payoffs payoffs(Rung rung) {
        return Payoffs.of(
                alpha,
                leastDraw,
                rung.accepted(),
                rung.wrong(),
                checked().map(Rung::accepted).orElse(0L),
                checked().map(Rung::wrong).orElse(0.));
    }

    /** 1 + bet × payoff stays above 0 for every payoff while a bet is below this: no payoff is below alpha - 1/draw. */
    private double mostBet() {
        return 1 / (1 / leastDraw - alpha);
    }
}
