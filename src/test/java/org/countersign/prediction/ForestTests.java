package org.countersign.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.examples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.countersign.policy.Field;
import org.countersign.policy.Policy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/** Tribuo's own trees, and Shapley's definition, are the oracles. */
class ForestTests {

    private static final List<String> LABELS = List.of("bad", "fair", "good");
    private static final Policy POLICY =
            Samples.policy(LABELS, Samples.POLICY.fields().toArray(Field[]::new));

    private static Artifact artifact;
    private static LoadedModel model;
    private static List<Columns> rows;

    @BeforeAll
    static void train() {
        artifact = Training.run(POLICY, Learner.RANDOM_FOREST, examples(250, LABELS), 1)
                .artifact();
        model = LoadedModel.load("credit-1", artifact);
        rows = examples(290, LABELS).stream()
                .skip(200)
                .map(e -> model.encoder().encode(e.subject()))
                .toList();
    }

    @Test
    void scoresAsTheMeanOfTribuosTrees() throws IOException {
        var forest =
                (WeightedEnsembleModel<Label>) Model.deserialize(ModelProto.parseFrom(artifact.part(Artifact.TRIBUO)))
                        .castModel(Label.class);
        var names = model.encoder().columnNames();
        for (var columns : rows) {
            var row = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
            for (int i = 0; i < columns.size(); i++) {
                row.add(names.get(columns.column(i)), (float) columns.value(i));
            }
            var sums = new HashMap<String, Double>();
            for (var tree : forest.getModels()) {
                tree.predict(row)
                        .getOutputScores()
                        .forEach((label, score) -> sums.merge(label, score.getScore(), Double::sum));
            }
            var margins = model.scorer().margins(columns);
            for (int label = 0; label < LABELS.size(); label++) {
                double expected = sums.getOrDefault(model.scorer().labels().get(label), Double.NaN)
                        / forest.getModels().size();
                assertThat(margins[label]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void explainsByShapleysDefinition() throws IOException {
        var stored = Json.read(artifact.part(Artifact.FOREST), JsonNode.class);
        var few = Json.MAPPER.createObjectNode();
        few.set("labels", stored.path("labels"));
        few.putArray("trees")
                .add(stored.path("trees").path(0))
                .add(stored.path("trees").path(1));
        var forest = Forest.load(Json.write(few), model.encoder().width());
        for (var columns : rows.subList(0, 10)) {
            var row = columns.dense(model.encoder().width());
            for (int label = 0; label < LABELS.size(); label++) {
                var expected = new double[row.length];
                for (var tree : few.path("trees")) {
                    addShapley(tree, row, label, expected);
                }
                for (int column = 0; column < row.length; column++) {
                    expected[column] /= 2;
                }
                assertThat(forest.contributions(columns, label)).containsExactly(expected, within(1e-9));
            }
        }
    }

    @Test
    void refusesAForestWithoutTrees() {
        assertThatThrownBy(() -> Forest.load("{\"labels\":[\"a\"],\"trees\":[]}".getBytes(UTF_8), 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0 trees");
    }

    /** The mean, over all orders of the tree's columns, of what knowing a column adds; by subsets. */
    private static void addShapley(JsonNode tree, float[] row, int label, double[] byColumn) {
        var found = new TreeSet<Integer>();
        collect(tree, found);
        var players = new ArrayList<>(found);
        int n = players.size();
        assertThat(n).as("few enough to try all subsets").isLessThan(20);
        var values = IntStream.range(0, 1 << n)
                .mapToDouble(set -> value(tree, row, label, players, set))
                .toArray();
        for (int set = 0; set < values.length; set++) {
            for (int player = 0; player < n; player++) {
                if ((set >> player & 1) == 0) {
                    double weight = 1.0 / n / choose(n - 1, Integer.bitCount(set));
                    byColumn[players.get(player)] += weight * (values[set | 1 << player] - values[set]);
                }
            }
        }
    }

    private static double choose(int n, int k) {
        double ways = 1;
        for (int i = 0; i < k; i++) {
            ways *= (double) (n - i) / (i + 1);
        }
        return ways;
    }

    private static void collect(JsonNode node, Set<Integer> columns) {
        if (node.has("split")) {
            columns.add(node.path("split").asInt());
            node.path("children").forEach(child -> collect(child, columns));
        }
    }

    private static double value(JsonNode node, float[] row, int label, List<Integer> players, int set) {
        if (node.has("leaf")) {
            return node.path("leaf").path(label).doubleValue();
        }
        int column = node.path("split").asInt();
        var yes = node.path("children").path(0);
        var no = node.path("children").path(1);
        if ((set >> players.indexOf(column) & 1) == 0) {
            double share = yes.path("cover").doubleValue() / node.path("cover").doubleValue();
            return share * value(yes, row, label, players, set) + (1 - share) * value(no, row, label, players, set);
        }
        boolean isYes = Float.isNaN(row[column])
                ? node.path("missing").asInt() == node.path("yes").asInt()
                : row[column] < node.path("split_condition").floatValue();
        return value(isYes ? yes : no, row, label, players, set);
    }
}
