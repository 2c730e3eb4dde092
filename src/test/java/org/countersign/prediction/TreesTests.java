package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.countersign.policy.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Model;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.util.Util;

/** XGBoost itself is the oracle. */
class TreesTests {

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void scoresAndExplainsAsXGBoostDoes(int count) throws Exception {
        var labels = List.of("bad", "fair", "good").subList(0, count);
        var policy = Samples.policy(labels, Samples.POLICY.fields().toArray(Field[]::new));
        var artifact = Training.run(policy, Learner.BOOSTED_TREES, examples(600, labels), 1)
                .artifact();
        var model = LoadedModel.load("credit-1", artifact);
        var tribuo = (XGBoostModel<?>) Model.deserialize(ModelProto.parseFrom(artifact.part(Artifact.TRIBUO)));
        var rows = examples(200).stream()
                .map(e -> model.encoder().encode(e.subject()))
                .toList();
        var oracle = Oracle.ask(model.encoder(), tribuo, rows);
        var trees = (Trees) model.scorer();
        for (int row = 0; row < rows.size(); row++) {
            var columns = rows.get(row);
            var probabilities = model.probabilities(examples(200).get(row).subject());
            for (int label = 0; label < count; label++) {
                assertThat(trees.margins(columns)[label]).isCloseTo(oracle.margins[row][label], within(1e-6));
                assertThat(probabilities[label]).isCloseTo(oracle.probabilities[row][label], within(1e-6));
                assertThat(trees.contributions(columns, label))
                        .containsExactly(oracle.contributions(row, label), within(1e-4));
                assertThat(trees.base(label)).isCloseTo(oracle.base(row, label), within(1e-4));
            }
        }
    }

    @Test
    void comparesInSinglePrecision() throws IOException {
        var tree = split("0.100000001");
        // 0.1 is below the nearest float to 0.1, but as a float it is that float: not less
        assertThat(margin(tree, .1)).isEqualTo(.5 + 2);
        assertThat(margin(tree, .0999999)).isEqualTo(.5 + 1);
        assertThat(margin(tree)).as("missing").isEqualTo(.5 + 1);
    }

    @Test
    void readsATreeThatIsOneLeaf() throws IOException {
        var trees = load("{\"nodeid\":0,\"leaf\":0.25,\"cover\":3}");
        assertThat(margin(trees, 1.0)).isEqualTo(.75);
        assertThat(trees.base(0)).isEqualTo(.75);
        assertThat(trees.contributions(new Columns(), 0)).containsExactly(0);
    }

    @Test
    void refusesATreeThatLooksAtNoFieldsColumn() {
        var tree = """
                {"nodeid":0,"split":"-1","split_condition":1,"yes":1,"no":2,"missing":1,"cover":2,"children":[
                  {"nodeid":1,"leaf":1,"cover":1},{"nodeid":2,"leaf":2,"cover":1}]}
                """;
        assertThatThrownBy(() -> load(tree)).hasMessageContaining("no field has");
    }

    private static Trees split(String condition) throws IOException {
        return load("""
                {"nodeid":0,"split":"0","split_condition":%s,"yes":1,"no":2,"missing":1,"cover":4,"children":[
                  {"nodeid":1,"leaf":1,"cover":1},{"nodeid":2,"leaf":2,"cover":3}]}
                """.formatted(condition));
    }

    private static Trees load(String tree) throws IOException {
        return Trees.load(Trees.toJson(List.of("only"), new String[] {tree}), 1);
    }

    private static double margin(Trees trees, double... value) {
        var columns = new Columns();
        for (var v : value) {
            columns.add(0, v);
        }
        return trees.margins(columns)[0];
    }

    /** Asked for all rows at once, as each call of native code may have to wait for its threads. */
    private static final class Oracle {

        private final Encoder encoder;
        private final ImmutableFeatureMap features;
        private final float[][] margins;
        private final float[][] probabilities;
        private final float[][] contributions;

        private Oracle(Encoder encoder, ImmutableFeatureMap features, Booster booster, DMatrix rows)
                throws XGBoostError {
            this.encoder = encoder;
            this.features = features;
            margins = booster.predict(rows, true);
            probabilities = booster.predict(rows);
            contributions = booster.predictContrib(rows, 0);
        }

        static Oracle ask(Encoder encoder, XGBoostModel<?> model, List<Columns> rows) throws XGBoostError {
            var features = model.getFeatureIDMap();
            var ids = new ArrayList<Integer>();
            var values = new ArrayList<Float>();
            var starts = new long[rows.size() + 1];
            for (int row = 0; row < rows.size(); row++) {
                var columns = rows.get(row);
                var byId = new TreeMap<Integer, Float>();
                byId.put(features.getID("constant"), 1f);
                for (int i = 0; i < columns.size(); i++) {
                    byId.put(features.getID(encoder.columnNames().get(columns.column(i))), (float) columns.value(i));
                }
                ids.addAll(byId.keySet());
                values.addAll(byId.values());
                starts[row + 1] = ids.size();
            }
            var matrix = new DMatrix(
                    starts,
                    Util.toPrimitiveInt(ids),
                    Util.toPrimitiveFloat(values),
                    DMatrix.SparseType.CSR,
                    features.size());
            return new Oracle(encoder, features, model.getInnerModels().get(0), matrix);
        }

        double[] contributions(int row, int label) {
            var byColumn = new double[encoder.width()];
            for (int column = 0; column < byColumn.length; column++) {
                int id = features.getID(encoder.columnNames().get(column));
                byColumn[column] = contributions[row][label * (features.size() + 1) + id];
            }
            return byColumn;
        }

        double base(int row, int label) {
            return contributions[row][label * (features.size() + 1) + features.size()];
        }
    }
}
