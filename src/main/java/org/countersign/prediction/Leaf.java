package org.countersign.prediction;

import java.util.Arrays;
import java.util.List;

/**
 * A leaf and the way to it, for exact path-dependent Shapley values (Lundberg et al., Nature Machine Intelligence 2020).
 *
 * <p>A leaf's part of a tree's value is a game among the columns on its path. A column either lets the case through to
 * the leaf or it does not, and a column that is left out lets through the share of training examples that it let
 * through. So a leaf knows only 2^columns different cases. Their Shapley values are computed once, when the model is
 * loaded, by the polynomial of the shares; for a case one line of the table is added.
 */
final class Leaf {

    /** Our trees are four deep; a table for more columns than this would not be worth its memory. */
    private static final int MOST_COLUMNS = 10;

    /** One step on the way to the leaf; {@code share} of the node's training examples went that way. */
    record Step(int node, int column, boolean yes, double share) {}

    private final int[] nodes;
    private final boolean[] ways;
    private final int[] bits;
    private final int[] columns;
    private final double expected;
    private final double[][] table;

    Leaf(double value, List<Step> path) {
        columns = path.stream().mapToInt(Step::column).distinct().toArray();
        if (columns.length > MOST_COLUMNS) {
            throw new IllegalArgumentException("A tree looks at " + columns.length + " columns on one path.");
        }
        nodes = new int[path.size()];
        ways = new boolean[path.size()];
        bits = new int[path.size()];
        var shares = new double[columns.length];
        Arrays.fill(shares, 1);
        double reached = 1;
        for (int i = 0; i < nodes.length; i++) {
            var step = path.get(i);
            int player = indexOf(step.column());
            nodes[i] = step.node();
            ways[i] = step.yes();
            bits[i] = 1 << player;
            shares[player] *= step.share();
            reached *= step.share();
        }
        expected = value * reached;
        table = new double[1 << columns.length][];
        for (int through = 0; through < table.length; through++) {
            table[through] = shapley(value, shares, through);
        }
    }

    private int indexOf(int column) {
        int i = 0;
        while (columns[i] != column) {
            i++;
        }
        return i;
    }

    private static double[] shapley(double value, double[] shares, int through) {
        var values = new double[shares.length];
        for (int player = 0; player < values.length; player++) {
            double own = (through >> player & 1) - shares[player];
            values[player] = value * own * othersWeight(shares, through, player);
        }
        return values;
    }

    /** Sum over the coalitions S of the others: |S|! (n - |S| - 1)! / n! times what S and the left out let through. */
    private static double othersWeight(double[] shares, int through, int player) {
        int n = shares.length;
        var bySize = new double[n];
        bySize[0] = 1;
        int others = 0;
        for (int other = 0; other < n; other++) {
            if (other == player) {
                continue;
            }
            int lets = through >> other & 1;
            others++;
            for (int size = others; size > 0; size--) {
                bySize[size] = bySize[size] * shares[other] + bySize[size - 1] * lets;
            }
            bySize[0] *= shares[other];
        }
        double sum = 0;
        double weight = 1.0 / n;
        for (int size = 0; size < n; size++) {
            sum += weight * bySize[size];
            weight *= (size + 1.0) / Math.max(1, n - size - 1);
        }
        return sum;
    }

    double expected() {
        return expected;
    }

    void contribute(Tree tree, float[] values, double[] byColumn) {
        int through = table.length - 1;
        for (int i = 0; i < nodes.length; i++) {
            if (tree.isYes(nodes[i], values) != ways[i]) {
                through &= ~bits[i];
            }
        }
        var shares = table[through];
        for (int player = 0; player < shares.length; player++) {
            byColumn[columns[player]] += shares[player];
        }
    }
}
