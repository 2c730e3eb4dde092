package org.countersign.prediction;

import java.util.Random;
import java.util.function.ToDoubleFunction;

/**
 * What each field does to a score, for a model that cannot say it (LIME, Ribeiro et al. 2016): fields are left out in
 * turn and together, and a line is fitted to the scores, the closer to the case the more it counts. It is an estimate
 * around this one case. With up to eight fields all combinations are asked, else 256 drawn from a fixed seed.
 */
final class Lime {

    private static final int MOST_ASKED = 256;
    private static final long SEED = 1;
    private static final double WIDTH = 0.75;
    private static final double RIDGE = 1e-3;

    private Lime() {}

    /** {@code score} is told for each field whether it is known; one weight for each field comes out. */
    static double[] explain(int fields, ToDoubleFunction<boolean[]> score) {
        int all = fields < 31 ? 1 << fields : Integer.MAX_VALUE;
        var random = new Random(SEED);
        int size = fields + 1;
        var normal = new double[size][size + 1];
        for (int i = 0; i < Math.min(all, MOST_ASKED); i++) {
            var known = new boolean[fields];
            int left = 0;
            for (int f = 0; f < fields; f++) {
                known[f] = i == 0 || (all <= MOST_ASKED ? (i >> f & 1) == 0 : random.nextBoolean());
                left += known[f] ? 0 : 1;
            }
            double distance = fields == 0 ? 0 : (double) left / fields;
            add(normal, known, score.applyAsDouble(known), Math.exp(-distance * distance / (WIDTH * WIDTH)));
        }
        for (int f = 1; f < size; f++) {
            normal[f][f] += RIDGE;
        }
        return solve(normal);
    }

    private static void add(double[][] normal, boolean[] known, double score, double weight) {
        int size = normal.length;
        var row = new double[size];
        row[0] = 1;
        for (int f = 1; f < size; f++) {
            row[f] = known[f - 1] ? 1 : 0;
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                normal[a][b] += weight * row[a] * row[b];
            }
            normal[a][size] += weight * row[a] * score;
        }
    }

    /** Gauss and Jordan, by the greatest pivot; without the constant. */
    private static double[] solve(double[][] normal) {
        int size = normal.length;
        for (int at = 0; at < size; at++) {
            int greatest = at;
            for (int r = at + 1; r < size; r++) {
                greatest = Math.abs(normal[r][at]) > Math.abs(normal[greatest][at]) ? r : greatest;
            }
            var pivot = normal[greatest];
            normal[greatest] = normal[at];
            normal[at] = pivot;
            for (int r = 0; r < size; r++) {
                double times = r == at ? 0 : normal[r][at] / pivot[at];
                for (int c = at; c <= size; c++) {
                    normal[r][c] -= times * pivot[c];
                }
            }
        }
        var weights = new double[size - 1];
        for (int f = 1; f < size; f++) {
            weights[f - 1] = normal[f][size] / normal[f][f];
        }
        return weights;
    }
}
