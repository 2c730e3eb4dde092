package org.countersign.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One tree with a number, or one for each label, at each leaf: nodes by number, node 0 is the root. */
final class Tree {

    private static final int LEAF = -1;

    private final int[] column;
    private final float[] condition;
    private final int[] yes;
    private final int[] no;
    private final boolean[] missingIsYes;
    private final double[][] values;
    private final Leaf[] leaves;

    private Tree(int nodes, JsonNode root) {
        column = new int[nodes];
        // numbers that pruning left unused
        Arrays.fill(column, LEAF);
        condition = new float[nodes];
        yes = new int[nodes];
        no = new int[nodes];
        missingIsYes = new boolean[nodes];
        values = new double[nodes][];
        var found = new ArrayList<Leaf>();
        read(root, List.of(), found);
        leaves = found.toArray(Leaf[]::new);
    }

    static Tree of(JsonNode root) {
        return new Tree(1 + greatest(root), root);
    }

    private static int greatest(JsonNode node) {
        int greatest = node.path("nodeid").intValue();
        for (var child : node.path("children")) {
            greatest = Math.max(greatest, greatest(child));
        }
        return greatest;
    }

    private void read(JsonNode node, List<Leaf.Step> path, List<Leaf> found) {
        int id = node.path("nodeid").intValue();
        if (node.has("leaf")) {
            column[id] = LEAF;
            values[id] = leaf(node.path("leaf"));
            found.add(new Leaf(values[id], path));
            return;
        }
        column[id] = Integer.parseInt(node.path("split").textValue());
        if (column[id] < 0) {
            throw new IllegalArgumentException("A tree looks at a column that no field has.");
        }
        condition[id] = node.path("split_condition").floatValue();
        yes[id] = node.path("yes").intValue();
        no[id] = node.path("no").intValue();
        missingIsYes[id] = node.path("missing").intValue() == yes[id];
        for (var child : node.path("children")) {
            double share =
                    child.path("cover").doubleValue() / node.path("cover").doubleValue();
            var longer = new ArrayList<>(path);
            longer.add(new Leaf.Step(id, column[id], child.path("nodeid").intValue() == yes[id], share));
            read(child, longer, found);
        }
    }

    /** A number is one of XGBoost's, who computes in single precision. */
    private static double[] leaf(JsonNode said) {
        if (said.isNumber()) {
            return new double[] {said.floatValue()};
        }
        var values = new double[said.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = said.path(i).doubleValue();
        }
        return values;
    }

    /** What the leaf says that the case comes to. */
    double[] score(float[] row) {
        int node = 0;
        while (column[node] != LEAF) {
            node = isYes(node, row) ? yes[node] : no[node];
        }
        return values[node];
    }

    private boolean isYes(int node, float[] row) {
        float v = row[column[node]];
        return Float.isNaN(v) ? missingIsYes[node] : v < condition[node];
    }

    /** The tree's mean score over its training examples. */
    double expected(int output) {
        return Arrays.stream(leaves).mapToDouble(leaf -> leaf.expected(output)).sum();
    }

    void contribute(float[] row, int output, double[] byColumn) {
        var isYes = new boolean[column.length];
        for (int node = 0; node < isYes.length; node++) {
            isYes[node] = column[node] != LEAF && isYes(node, row);
        }
        for (var leaf : leaves) {
            leaf.contribute(isYes, output, byColumn);
        }
    }
}
