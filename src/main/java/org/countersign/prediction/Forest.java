package org.countersign.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A random forest: each tree says how often each label occurs in the leaf that the case comes to, and the mean counts. */
final class Forest implements Scorer {

    private final List<String> labels;
    private final Tree[] trees;
    private final int width;

    private Forest(List<String> labels, Tree[] trees, int width) {
        this.labels = labels;
        this.trees = trees;
        this.width = width;
    }

    static Forest load(byte[] stored, int width) throws IOException {
        var root = Json.read(stored, JsonNode.class);
        var labels = new ArrayList<String>();
        root.path("labels").forEach(label -> labels.add(label.textValue()));
        var trees = new ArrayList<Tree>();
        root.path("trees").forEach(tree -> trees.add(Tree.of(tree)));
        if (labels.isEmpty() || trees.isEmpty()) {
            throw new IOException("It holds " + trees.size() + " trees for " + labels.size() + " labels.");
        }
        return new Forest(List.copyOf(labels), trees.toArray(Tree[]::new), width);
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public double[] margins(Columns columns) {
        var row = columns.dense(width);
        var sums = new double[labels.size()];
        for (var tree : trees) {
            var shares = tree.score(row);
            for (int label = 0; label < sums.length; label++) {
                sums[label] += shares[label];
            }
        }
        for (int label = 0; label < sums.length; label++) {
            sums[label] /= trees.length;
        }
        return sums;
    }

    /** The mean of shares is a probability already. */
    @Override
    public double[] probabilities(double[] margins) {
        return margins;
    }

    @Override
    public double base(int label) {
        double base = 0;
        for (var tree : trees) {
            base += tree.expected(label);
        }
        return base / trees.length;
    }

    @Override
    public void contribute(Columns columns, int label, int[] fieldOfColumn, double[] byField) {
        var byColumn = contributions(columns, label);
        for (int column = 0; column < width; column++) {
            byField[fieldOfColumn[column]] += byColumn[column];
        }
    }

    double[] contributions(Columns columns, int label) {
        var row = columns.dense(width);
        var byColumn = new double[width];
        for (var tree : trees) {
            tree.contribute(row, label, byColumn);
        }
        for (int column = 0; column < width; column++) {
            byColumn[column] /= trees.length;
        }
        return byColumn;
    }
}
