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

    /** Our trees are four or six deep; a table for more columns than this would not be worth its memory. */
    private static final int MOST_COLUMNS = 10;

    /** One step on the way to the leaf; {@code share} of the node's training examples went that way. */
    record Step(int node, int column, boolean yes, double share) {}

    private final int[] nodes;
    private final boolean[] ways;
    private final int[] bits;
    private final int[] columns;
    private final double[] values;
    private final double reached;
    /** Line for line, a line for each set of columns that let the case through; for a leaf of value 1. */
    private final double[] table;

    /** {@code values} are what the leaf says, one for each output of the tree. */
    Leaf(double[] values, List<Step> path) {
        this.values = values;
        columns = path.stream().mapToInt(Step::column).distinct().toArray();
        if (columns.length > MOST_COLUMNS) {
            throw new IllegalArgumentException("A tree looks at " + columns.length + " columns on one path.");
        }
        nodes = new int[path.size()];
        ways = new boolean[path.size()];
        bits = new int[path.size()];
        var shares = new double[columns.length];
        Arrays.fill(shares, 1);
        double share = 1;
        for (int i = 0; i < nodes.length; i++) {
            var step = path.get(i);
            int player = indexOf(step.column());
            nodes[i] = step.node();
            ways[i] = step.yes();
            bits[i] = 1 << player;
            shares[player] *= step.share();
            share *= step.share();
        }
        reached = share;
        int lines = 1 << columns.length;
        table = new double[lines * columns.length];
        for (int through = 0; through < lines; through++) {
            for (int player = 0; player < columns.length; player++) {
                double own = (through >> player & 1) - shares[player];
                table[through * columns.length + player] = own * othersWeight(shares, through, player);
            }
        }
    }

    private int indexOf(int column) {
        int i = 0;
        while (columns[i] != column) {
            i++;
        }
        return i;
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

    double expected(int output) {
        return values[output] * reached;
    }

    /** {@code isYes} says for each node of the tree which way the case goes there. */
    void contribute(boolean[] isYes, int output, double[] byColumn) {
        int through = (1 << columns.length) - 1;
        for (int i = 0; i < nodes.length; i++) {
            if (isYes[nodes[i]] != ways[i]) {
                through &= ~bits[i];
            }
        }
        int line = through * columns.length;
        for (int player = 0; player < columns.length; player++) {
            byColumn[columns[player]] += values[output] * table[line + player];
        }
    }
}
