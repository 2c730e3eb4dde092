package org.countersign.prediction;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.protos.core.ModelProto;

/** A linear model: one weight for each label and column. */
final class Linear implements Scorer {

    private final List<String> labels;
    private final double[][] weights;
    private final double[] base;

    private Linear(List<String> labels, double[][] weights, double[] base) {
        this.labels = labels;
        this.weights = weights;
        this.base = base;
    }

    /** Tribuo instantiates whatever class its form names, so only the one that we store is let through. */
    static Linear load(byte[] stored, List<String> columnNames) throws IOException {
        var form = ModelProto.parseFrom(stored);
        if (!form.getClassName().equals(LinearSGDModel.class.getName())) {
            throw new IOException("It holds a " + form.getClassName() + ".");
        }
        return of((LinearSGDModel) LinearSGDModel.deserialize(form), columnNames);
    }

    static Linear of(LinearSGDModel model, List<String> columnNames) {
        var matrix = model.getWeightsCopy();
        var outputs = model.getOutputIDInfo();
        var labels = new ArrayList<String>();
        var weights = new double[outputs.size()][columnNames.size()];
        var base = new double[outputs.size()];
        for (int label = 0; label < outputs.size(); label++) {
            Label output = outputs.getOutput(label);
            labels.add(output.getLabel());
            for (int column = 0; column < columnNames.size(); column++) {
                int id = model.getFeatureIDMap().getID(columnNames.get(column));
                weights[label][column] = id < 0 ? 0 : matrix.get(label, id);
            }
            // Tribuo keeps the bias behind the last feature
            base[label] = matrix.get(label, model.getFeatureIDMap().size());
        }
        return new Linear(List.copyOf(labels), weights, base);
    }

    static byte[] toJson(List<String> labels, double[] base, double[][] weights) {
        var stored = Json.MAPPER.createObjectNode();
        stored.set("labels", Json.MAPPER.valueToTree(labels));
        stored.set("base", Json.MAPPER.valueToTree(base));
        stored.set("weights", Json.MAPPER.valueToTree(weights));
        return Json.write(stored);
    }

    static Linear fromJson(byte[] json) throws IOException {
        var stored = Json.read(json, JsonNode.class);
        var labels = new ArrayList<String>();
        stored.path("labels").forEach(label -> labels.add(label.textValue()));
        var weights = Json.MAPPER.treeToValue(stored.path("weights"), double[][].class);
        return new Linear(List.copyOf(labels), weights, Json.MAPPER.treeToValue(stored.path("base"), double[].class));
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public double[] margins(Columns columns) {
        var margins = base.clone();
        for (int label = 0; label < margins.length; label++) {
            for (int i = 0; i < columns.size(); i++) {
                margins[label] += weights[label][columns.column(i)] * columns.value(i);
            }
        }
        return margins;
    }

    @Override
    public double base(int label) {
        return base[label];
    }

    @Override
    public void contribute(Columns columns, int label, int[] fieldOfColumn, double[] byField) {
        for (int i = 0; i < columns.size(); i++) {
            int column = columns.column(i);
            byField[fieldOfColumn[column]] += weights[label][column] * columns.value(i);
        }
    }
}
