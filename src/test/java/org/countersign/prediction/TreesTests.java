package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.examples;

import java.io.IOException;
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
        var oracle = new Oracle(
                model.encoder(),
                tribuo.getFeatureIDMap(),
                tribuo.getInnerModels().get(0));
        var trees = (Trees) model.scorer();
        for (var example : examples(200)) {
            var columns = model.encoder().encode(example.subject());
            var scores = model.predict(policy, example.subject()).scores();
            for (int label = 0; label < count; label++) {
                assertThat(trees.margins(columns)[label]).isCloseTo(oracle.margins(columns)[label], within(1e-6));
                assertThat(scores.get(trees.labels().get(label)))
                        .isCloseTo(oracle.probabilities(columns)[label], within(1e-6));
                assertThat(trees.contributions(columns, label))
                        .containsExactly(oracle.contributions(columns, label), within(1e-4));
                assertThat(trees.base(label)).isCloseTo(oracle.base(columns, label), within(1e-4));
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

    private record Oracle(Encoder encoder, ImmutableFeatureMap features, Booster booster) {

        float[] margins(Columns columns) throws XGBoostError {
            return booster.predict(row(columns), true)[0];
        }

        float[] probabilities(Columns columns) throws XGBoostError {
            return booster.predict(row(columns))[0];
        }

        double[] contributions(Columns columns, int label) throws XGBoostError {
            var all = booster.predictContrib(row(columns), 0)[0];
            var byColumn = new double[encoder.width()];
            for (int column = 0; column < byColumn.length; column++) {
                byColumn[column] = all[
                        label * (features.size() + 1)
                                + features.getID(encoder.columnNames().get(column))];
            }
            return byColumn;
        }

        double base(Columns columns, int label) throws XGBoostError {
            return booster.predictContrib(row(columns), 0)[0][label * (features.size() + 1) + features.size()];
        }

        private DMatrix row(Columns columns) throws XGBoostError {
            var values = new TreeMap<Integer, Float>();
            values.put(features.getID("constant"), 1f);
            for (int i = 0; i < columns.size(); i++) {
                values.put(features.getID(encoder.columnNames().get(columns.column(i))), (float) columns.value(i));
            }
            var ids = values.keySet().stream().mapToInt(i -> i).toArray();
            var floats = new float[ids.length];
            int next = 0;
            for (float value : values.values()) {
                floats[next++] = value;
            }
            return new DMatrix(new long[] {0, ids.length}, ids, floats, DMatrix.SparseType.CSR, features.size());
        }
    }
}
