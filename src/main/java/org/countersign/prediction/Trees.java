package org.countersign.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Boosted trees, read from XGBoost's dump and scored without it: no native code, no lock, no copy per case. */
final class Trees implements Scorer {

    /** XGBoost's {@code base_score}, which each label's margin starts from. */
    private static final float START = 0.5f;

    private final List<String> labels;
    private final Tree[] trees;
    private final int width;

    private Trees(List<String> labels, Tree[] trees, int width) {
        this.labels = labels;
        this.trees = trees;
        this.width = width;
    }

    /** What is stored: the labels, and the dumped trees, where the n-th adds to the score of label n modulo labels. */
    static byte[] toJson(List<String> labels, String[] dumps) throws IOException {
        var stored = Json.MAPPER.createObjectNode();
        var names = stored.putArray("labels");
        labels.forEach(names::add);
        var trees = stored.putArray("trees");
        for (var dump : dumps) {
            trees.add(Json.MAPPER.readTree(dump));
        }
        return Json.write(stored);
    }

    static Trees load(byte[] stored, int width) throws IOException {
        var root = Json.read(stored, JsonNode.class);
        var labels = new ArrayList<String>();
        root.path("labels").forEach(label -> labels.add(label.textValue()));
        var trees = new ArrayList<Tree>();
        root.path("trees").forEach(tree -> trees.add(Tree.of(tree)));
        if (labels.isEmpty() || trees.size() % labels.size() != 0) {
            throw new IOException("It holds " + trees.size() + " trees for " + labels.size() + " labels.");
        }
        return new Trees(List.copyOf(labels), trees.toArray(Tree[]::new), width);
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public double[] margins(Columns columns) {
        var values = columns.dense(width);
        var margins = new double[labels.size()];
        for (int label = 0; label < margins.length; label++) {
            // summed in single precision and in the order of the trees, as XGBoost does
            float margin = START;
            for (int tree = label; tree < trees.length; tree += margins.length) {
                margin += (float) trees[tree].score(values)[0];
            }
            margins[label] = margin;
        }
        return margins;
    }

    @Override
    public double base(int label) {
        double base = START;
        for (int tree = label; tree < trees.length; tree += labels.size()) {
            base += trees[tree].expected(0);
        }
        return base;
    }

    @Override
    public void contribute(Columns columns, int label, int[] fieldOfColumn, double[] byField) {
        var byColumn = contributions(columns, label);
        for (int column = 0; column < width; column++) {
            byField[fieldOfColumn[column]] += byColumn[column];
        }
    }

    double[] contributions(Columns columns, int label) {
        var values = columns.dense(width);
        var byColumn = new double[width];
        for (int tree = label; tree < trees.length; tree += labels.size()) {
            trees[tree].contribute(values, 0, byColumn);
        }
        return byColumn;
    }
}
