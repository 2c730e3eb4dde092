package org.countersign.simulation;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Draws from the distributions that the worlds need; equal on every Java platform. */
final class Dice {

    private final SplittableRandom random;

    Dice(SplittableRandom random) {
        this.random = random;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Values and their weights, in turns: {@code pick("A11", 274, "A12", 269)}. */
    Object pick(Object... valuesAndWeights) {
        var sum = 0.0;
        for (var i = 1; i < valuesAndWeights.length; i += 2) {
            sum += ((Number) valuesAndWeights[i]).doubleValue();
        }
        var at = random.nextDouble() * sum;
        for (var i = 1; i < valuesAndWeights.length; i += 2) {
            at -= ((Number) valuesAndWeights[i]).doubleValue();
            if (at < 0) {
                return valuesAndWeights[i - 1];
            }
        }
        return valuesAndWeights[valuesAndWeights.length - 2];
    }

    double number(Object... valuesAndWeights) {
        return ((Number) pick(valuesAndWeights)).doubleValue();
    }

    /** Box and Muller's method. */
    double normal(double mean, double deviation) {
        var radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
        return mean + deviation * radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
    }

    static double within(double least, double value, double greatest) {
        return Math.rint(Math.max(least, Math.min(greatest, value)));
    }

    static double logistic(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    static Map<String, Double> odds(String label, String other, double chanceOfLabel) {
        return Map.of(label, chanceOfLabel, other, 1 - chanceOfLabel);
    }
}
