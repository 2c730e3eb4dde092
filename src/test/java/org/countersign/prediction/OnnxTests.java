package org.countersign.prediction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.field;
import static org.countersign.prediction.Samples.policy;

import ai.onnx.proto.OnnxMl;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Problem;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.protos.core.ModelProto;

/** Tribuo writes a linear model of ours as ONNX; brought back it has to say what ours says. */
class OnnxTests {

    private static final Policy POLICY = policy(
            List.of("bad", "good"),
            field("amount", FieldType.NUMBER),
            field("age", FieldType.NUMBER),
            field("housing", FieldType.CATEGORY),
            field("note", FieldType.TEXT),
            new Field("sex", FieldType.CATEGORY, "sex", false, true, Map.of(), null, null));

    private static List<LabelledCase> examples;
    private static LoadedModel ours;
    private static byte[] file;
    private static BroughtModel said;

    @BeforeAll
    static void export() throws IOException {
        examples = Samples.examples(250).stream()
                .map(e -> {
                    var fields = new HashMap<>(e.subject().fields());
                    fields.remove("purpose");
                    // small and complete: the exported model takes them as they are
                    fields.put(
                            "amount",
                            e.subject()
                                    .value("amount")
                                    .map(a -> (Double) a / 1000)
                                    .orElse(1.0));
                    fields.put(
                            "age",
                            e.subject().value("age").map(a -> (Double) a / 50).orElse(1.0));
                    fields.putIfAbsent("housing", "own");
                    return new LabelledCase(e.id(), new Case(fields), e.label(), 1);
                })
                .toList();
        var encoder = new Encoder(
                List.of(
                        NumberEncoding.raw("age", 0),
                        NumberEncoding.raw("amount", 1),
                        CategoryEncoding.learn(
                                "housing",
                                2,
                                new ArrayList<>(examples.stream()
                                        .map(e -> e.subject().fields().get("housing"))
                                        .toList()))),
                Set.of());
        var fitted = Fit.run(Learner.LINEAR, encoder, examples, 1, Map.of());
        var parts = new TreeMap<>(fitted.parts());
        parts.put(Artifact.ENCODER, encoder.toJson());
        ours = LoadedModel.load("ours", new Artifact(parts));
        var tribuo = (LinearSGDModel)
                Model.deserialize(ModelProto.parseFrom(fitted.parts().getOrDefault(Artifact.TRIBUO, new byte[0])));
        file = tribuo.exportONNXModel("org.countersign.test", 1).toByteArray();
        said = declared(tribuo, encoder);
    }

    /** Tribuo sorts features by name and labels by its own number. */
    private static BroughtModel declared(LinearSGDModel tribuo, Encoder encoder) {
        var labels = new ArrayList<String>();
        for (int i = 0; i < tribuo.getOutputIDInfo().size(); i++) {
            labels.add(tribuo.getOutputIDInfo().getOutput(i).getLabel());
        }
        var names = encoder.columnNames();
        var order = new ArrayList<String>();
        for (int i = 0; i < tribuo.getFeatureIDMap().size(); i++) {
            order.add(tribuo.getFeatureIDMap().get(i).getName());
        }
        assertThat(order).as("as the columns are named").isEqualTo(names);
        return new BroughtModel(
                "input",
                "output",
                false,
                labels,
                List.of(
                        new BroughtModel.Column("age", null, 0.0),
                        new BroughtModel.Column("amount", null, 0.0),
                        new BroughtModel.Column("housing", List.of("free", "own", "rent"), null)));
    }

    private static LoadedModel brought(BroughtModel as) {
        return LoadedModel.load("brought", Bringing.check(POLICY, as, file));
    }

    @Test
    void saysWhatTheSameModelSaysInJava() {
        var model = brought(said);
        for (var example : examples) {
            var expected = ours.probabilities(example.subject());
            var prediction = model.predict(POLICY, example.subject());
            for (int label = 0; label < expected.length; label++) {
                assertThat(prediction.scores().get(said.labels().get(label))).isCloseTo(expected[label], within(1e-5));
            }
            assertThat(prediction.contributions()).isEmpty();
            assertThat(prediction.typicality()).isNull();
        }
    }

    @Test
    void estimatesWhatEachFieldDid() {
        var model = brought(said);
        var subject = new Case(Map.of("age", 0.5, "amount", 3.0, "housing", "own"));
        var label = model.predict(POLICY, subject).label();
        var estimated = model.estimate(subject, label);
        assertThat(estimated).isEqualTo(model.estimate(subject, label));
        int at = said.labels().indexOf(label);
        for (var contribution : estimated) {
            var left = new HashMap<>(subject.fields());
            left.remove(contribution.field());
            // log-odds of two labels are linear in the columns, so leaving out one field is exactly what it did
            double without = Calibrator.logit(model.probabilities(new Case(left))[at]);
            double with = Calibrator.logit(model.probabilities(subject)[at]);
            assertThat(contribution.contribution()).isCloseTo(with - without, within(.01));
        }
    }

    @Test
    void keepsLimeLinearWhereTheModelIs() {
        var weights = Lime.explain(12, known -> {
            double sum = 3;
            for (int f = 0; f < known.length; f++) {
                sum += known[f] ? f - 5 : 0;
            }
            return sum;
        });
        for (int f = 0; f < weights.length; f++) {
            assertThat(weights[f]).isCloseTo(f - 5, within(.01));
        }
    }

    private static List<String> refused(BroughtModel as, byte[] bytes) {
        return catchThrowableOfType(InvalidInput.class, () -> Bringing.check(POLICY, as, bytes)).problems().stream()
                .map(Problem::pointer)
                .toList();
    }

    @Test
    void refusesWhatIsNoOnnxOrNotWhole() throws Exception {
        assertThat(refused(said, "no model".getBytes(UTF_8))).containsExactly("/model");
        assertThat(refused(said, new byte[0])).containsExactly("/model");
        var outside = OnnxMl.ModelProto.parseFrom(file).toBuilder();
        outside.getGraphBuilder()
                .getInitializerBuilder(0)
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue("/etc/passwd"));
        assertThat(refused(said, outside.build().toByteArray())).containsExactly("/model");
        var unknown = OnnxMl.ModelProto.parseFrom(file).toBuilder();
        unknown.getGraphBuilder().getNodeBuilder(0).setOpType("Explode");
        assertThat(refused(said, unknown.build().toByteArray())).containsExactly("/model");
    }

    @Test
    void refusesInputsOutputsAndLabelsThatDoNotFit() {
        assertThat(refused(new BroughtModel("x", "output", false, said.labels(), said.columns()), file))
                .containsExactly("/input");
        assertThat(refused(
                        new BroughtModel(
                                "input",
                                "output",
                                false,
                                said.labels(),
                                said.columns().subList(0, 2)),
                        file))
                .containsExactly("/input");
        assertThat(refused(new BroughtModel("input", "y", false, said.labels(), said.columns()), file))
                .containsExactly("/output");
        assertThat(refused(new BroughtModel("input", "output", false, List.of("good", "ugly"), said.columns()), file))
                .containsExactly("/labels/1");
        var wrong = List.of(
                new BroughtModel.Column("sex", List.of("f", "m"), null),
                new BroughtModel.Column("note", null, null),
                new BroughtModel.Column("shoe", null, null),
                new BroughtModel.Column("age", List.of("old"), null));
        assertThat(refused(new BroughtModel("input", "output", false, said.labels(), wrong), file))
                .containsExactly("/columns/0/field", "/columns/1/field", "/columns/2/field", "/columns/3/values");
    }

    @Test
    void doesNotTakeANumberThatIsMissingForAnAnswer() {
        var open = said.columns().stream()
                .map(c -> new BroughtModel.Column(c.field(), c.values(), null))
                .toList();
        var model = brought(new BroughtModel("input", "output", false, said.labels(), open));
        assertThat(catchThrowableOfType(
                        RuntimeException.class, () -> model.predict(POLICY, new Case(Map.of("housing", "own")))))
                .isNotNull();
    }
}
