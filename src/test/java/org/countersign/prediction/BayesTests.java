package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.example;
import static org.countersign.prediction.Samples.examples;
import static org.countersign.prediction.Samples.field;
import static org.countersign.prediction.Samples.policy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Case;
import org.countersign.policy.FieldType;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

/** Tribuo and the textbook are the oracles. */
class BayesTests {

    @Test
    void scoresAsTribuoDoesButForHowOftenEachLabelOccurs() throws IOException {
        var artifact = Training.run(Samples.POLICY, Learner.NAIVE_BAYES, examples(299), 1)
                .artifact();
        var model = LoadedModel.load("credit-1", artifact);
        var tribuo = Model.deserialize(ModelProto.parseFrom(artifact.part(Artifact.TRIBUO)))
                .castModel(Label.class);
        var names = model.encoder().columnNames();
        for (var example : examples(300)) {
            var columns = model.encoder().encode(example.subject());
            var row = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
            for (int i = 0; i < columns.size(); i++) {
                row.add(names.get(columns.column(i)), columns.value(i));
            }
            var margins = model.scorer().margins(columns);
            for (int label = 0; label < margins.length; label++) {
                margins[label] -= model.scorer().base(label);
            }
            var probabilities = Softmax.of(margins);
            tribuo.predict(row)
                    .getOutputScores()
                    .forEach((label, score) -> assertThat(
                                    probabilities[model.scorer().labels().indexOf(label)])
                            .isCloseTo(score.getScore(), within(1e-9)));
        }
    }

    /** Three ham of two words, one spam of four; add-one smoothing over five terms. */
    @Test
    void countsAsTheTextbookSaysATermThatNeverCameWithALabelToo() {
        var policy = policy(List.of("ham", "spam"), field("t", FieldType.CATEGORY), field("u", FieldType.CATEGORY));
        var learned = List.of(
                example("1", "ham", Map.of("t", "a", "u", "x")),
                example("2", "ham", Map.of("t", "a", "u", "x")),
                example("3", "ham", Map.of("t", "b", "u", "y")),
                example("4", "spam", Map.of("t", "b", "u", "y")));
        var model = LoadedModel.load(
                "m", Training.run(policy, Learner.NAIVE_BAYES, learned, 1).artifact());
        // columns t=a, t=b, u=x, u=y; spam never had t=a
        double ham = 3.0 / 4 * (2 + 1) / (6 + 4) * (1 + 1) / (6 + 4);
        double spam = 1.0 / 4 * 1 / (2 + 4) * (1 + 1) / (2 + 4);
        var scores = model.predict(policy, new Case(Map.of("t", "a", "u", "y"))).scores();
        assertThat(scores.get("spam")).isCloseTo(spam / (ham + spam), within(1e-12));
    }
}
