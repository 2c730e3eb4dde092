package org.countersign.prediction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Chooses a calibrator by the log loss on fifths that it was not learned from. */
final class Calibrating {

    private static final int FOLDS = 5;
    private static final int BINS = 15;

    /** From the simplest; a later one has to be better. */
    private static final List<Function<List<Scored>, Calibrator>> CANDIDATES =
            List.of(known -> new AsItIs(), Temperature::fit, Platt::fit, VennAbers::fit);

    /** The calibrator chosen, and what it does to the probabilities. */
    record Chosen(Calibrator calibrator, Calibration calibration) {}

    private Calibrating() {}

    /** {@code known} in an order that has nothing to do with labels or scores. */
    static Chosen choose(List<Scored> known) {
        Function<List<Scored>, Calibrator> best = CANDIDATES.get(0);
        var after = known;
        double least = Double.POSITIVE_INFINITY;
        for (var candidate : CANDIDATES) {
            var calibrated = outOfFold(known, candidate);
            double loss = Scored.logLoss(calibrated, new AsItIs());
            if (loss < least) {
                least = loss;
                best = candidate;
                after = calibrated;
            }
        }
        var calibrator = best.apply(known);
        return new Chosen(
                calibrator,
                new Calibration(calibrator.method(), known.size(), quality(known, known), quality(known, after)));
    }

    private static List<Scored> outOfFold(List<Scored> known, Function<List<Scored>, Calibrator> candidate) {
        var calibrated = new ArrayList<>(known);
        for (int fold = 0; fold < FOLDS; fold++) {
            var others = new ArrayList<Scored>();
            for (int i = 0; i < known.size(); i++) {
                if (i % FOLDS != fold) {
                    others.add(known.get(i));
                }
            }
            var calibrator = candidate.apply(others);
            for (int i = fold; i < known.size(); i += FOLDS) {
                var one = known.get(i);
                calibrated.set(i, new Scored(calibrator.apply(one.probabilities()), one.right(), one.weight()));
            }
        }
        return calibrated;
    }

    /** {@code said} are the model's own, which decide the label; {@code given} what is given out as their probability. */
    static Calibration.Quality quality(List<Scored> said, List<Scored> given) {
        double squares = 0;
        double weights = 0;
        for (var one : given) {
            for (int label = 0; label < one.probabilities().length; label++) {
                double off = one.probabilities()[label] - (label == one.right() ? 1 : 0);
                squares += one.weight() * off * off;
            }
            weights += one.weight();
        }
        return new Calibration.Quality(Scored.logLoss(given, new AsItIs()), squares / weights, ece(said, given));
    }

    private record Sure(double confidence, boolean right, double weight) {}

    private static double ece(List<Scored> said, List<Scored> given) {
        var sure = new ArrayList<Sure>();
        for (int i = 0; i < given.size(); i++) {
            int label = Softmax.greatest(said.get(i).probabilities());
            var one = given.get(i);
            sure.add(new Sure(one.probabilities()[label], label == one.right(), one.weight()));
        }
        sure.sort(Comparator.comparingDouble(Sure::confidence));
        double all = sure.stream().mapToDouble(Sure::weight).sum();
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double gap = 0;
            for (var one : sure.subList(bin * sure.size() / BINS, (bin + 1) * sure.size() / BINS)) {
                gap += one.weight() * (one.confidence() - (one.right() ? 1 : 0));
            }
            error += Math.abs(gap) / all;
        }
        return error;
    }
}
