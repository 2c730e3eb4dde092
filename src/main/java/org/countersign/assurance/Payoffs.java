package org.countersign.assurance;

/**
 * How the bets on a threshold are expected to go, from what was seen so far: of the decisions above it, those above the
 * certified threshold are spot-checked and the rest is labelled whole.
 *
 * @param draw probability of a spot check
 * @param checked share of decisions that are spot-checked
 * @param checkedError share of wrong ones among those
 * @param error share of wrong ones among the rest
 */
record Payoffs(double alpha, double draw, double checked, double checkedError, double error) {

    /** A wrong one in two, before anything was seen, counted as {@code 1 / alpha} cases. */
    private static final double SEEN_BEFORE = .5;

    static Payoffs of(double alpha, double draw, long accepted, double wrong, long checked, double checkedWrong) {
        long rest = accepted - checked;
        double prior = 1 / alpha;
        return new Payoffs(
                alpha,
                draw,
                accepted == 0 ? 0 : (double) checked / accepted,
                Math.min(1, (checkedWrong + SEEN_BEFORE) / (checked + prior)),
                Math.min(1, (Math.max(0, wrong - checkedWrong) + SEEN_BEFORE) / (rest + prior)));
    }

    private double meanError() {
        return checked * checkedError + (1 - checked) * error;
    }

    /** The bet under which wealth grows about fastest; negative if the threshold looks bad. */
    double bestBet() {
        double square = alpha * alpha - 2 * alpha * meanError() + checked * checkedError / draw + (1 - checked) * error;
        return (alpha - meanError()) / square;
    }

    /** How much ln wealth grows with each decision. */
    double growth(double bet) {
        double caught = checked * draw * checkedError;
        double missed = (1 - checked) * error;
        return (1 - caught - missed) * Math.log1p(bet * alpha)
                + caught * Math.log1p(bet * (alpha - 1 / draw))
                + missed * Math.log1p(bet * (alpha - 1));
    }

    /** The share of decisions that get a label. */
    double labelled() {
        return checked * draw + 1 - checked;
    }
}
