package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.examples;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

class LinearTests {

    @Test
    void scoresAsTribuoDoes() throws IOException {
        var artifact =
                Training.run(Samples.POLICY, Learner.LINEAR, examples(299), 1).artifact();
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
            var expected = tribuo.predict(row).getOutputScores();
            var scores = model.predict(Samples.POLICY, example.subject()).scores();
            assertThat(expected).hasSameSizeAs(scores);
            expected.forEach(
                    (label, score) -> assertThat(scores.get(label)).isCloseTo(score.getScore(), within(1e-12)));
        }
    }

    @Test
    void loadsNothingButALinearModel() {
        var foreign = ModelProto.newBuilder().setClassName("java.lang.Runtime").build();
        assertThatThrownBy(() -> Linear.load(foreign.toByteArray(), List.of()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("java.lang.Runtime");
    }
}
