package org.countersign.prediction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;

/**
 * Writes Tribuo's random forest in the form of XGBoost's dump, with a share for each label at each leaf. Tribuo does not
 * keep how many examples went each way, which exact contributions need: all training examples are sent through again.
 */
final class ForestDump {

    /** A training example as the forest sees it, and its weight. */
    static final class Row {

        private final float[] values;
        private final double weight;

        Row(float[] values, double weight) {
            this.values = values;
            this.weight = weight;
        }

        double weight() {
            return weight;
        }
    }

    private final List<String> labels;
    private final ToIntFunction<Integer> columnOfFeature;
    private int nodes;

    private ForestDump(List<String> labels, ToIntFunction<Integer> columnOfFeature) {
        this.labels = labels;
        this.columnOfFeature = columnOfFeature;
    }

    static byte[] toJson(
            WeightedEnsembleModel<Label> forest, ToIntFunction<Integer> columnOfFeature, List<Row> examples) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < forest.getOutputIDInfo().size(); i++) {
            labels.add(forest.getOutputIDInfo().getOutput(i).getLabel());
        }
        var stored = Json.MAPPER.createObjectNode();
        var names = stored.putArray("labels");
        labels.forEach(names::add);
        var trees = stored.putArray("trees");
        for (Model<Label> member : forest.getModels()) {
            var root = ((TreeModel<Label>) member).getRoot();
            trees.add(new ForestDump(labels, columnOfFeature).dump(root, examples));
        }
        return Json.write(stored);
    }

    private ObjectNode dump(Node<Label> node, List<Row> reaching) {
        var dumped = Json.MAPPER.createObjectNode();
        dumped.put("nodeid", nodes++);
        dumped.put("cover", reaching.stream().mapToDouble(Row::weight).sum());
        if (node instanceof SplitNode<Label> split) {
            split(split, reaching, dumped);
        } else {
            var scores = ((LeafNode<Label>) node).getDistribution();
            var leaf = dumped.putArray("leaf");
            for (var label : labels) {
                var share = scores.get(label);
                leaf.add(share == null ? 0 : share.getScore());
            }
        }
        return dumped;
    }

    private void split(SplitNode<Label> split, List<Row> reaching, ObjectNode dumped) {
        int column = columnOfFeature.applyAsInt(split.getFeatureID());
        float condition = above(split.splitValue());
        boolean missingIsYes = 0 < condition;
        var yes = new ArrayList<Row>();
        var no = new ArrayList<Row>();
        for (var row : reaching) {
            float value = row.values[column];
            boolean isYes = Float.isNaN(value) ? missingIsYes : value < condition;
            (isYes ? yes : no).add(row);
        }
        dumped.put("split", Integer.toString(column));
        dumped.put("split_condition", condition);
        var children = dumped.putArray("children");
        int yesId = nodes;
        children.add(dump(split.getLessThanOrEqual(), yes));
        int noId = nodes;
        children.add(dump(split.getGreaterThan(), no));
        dumped.put("yes", yesId).put("no", noId).put("missing", missingIsYes ? yesId : noId);
    }

    /** The least single-precision number above: for single-precision values, {@code v <= split} is {@code v < above}. */
    private static float above(double split) {
        float nearest = (float) split;
        return nearest > split ? nearest : Math.nextUp(nearest);
    }
}
