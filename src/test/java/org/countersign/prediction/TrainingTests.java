package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.example;
import static org.countersign.prediction.Samples.examples;
import static org.countersign.prediction.Samples.field;
import static org.countersign.prediction.Samples.policy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.countersign.decision.Case;
import org.countersign.decision.Contribution;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Prediction;
import org.countersign.decision.Problem;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainingTests {

    private static final Policy ONE_FIELD = policy(List.of("bad", "good"), field("f", FieldType.CATEGORY));

    @ParameterizedTest
    @EnumSource(Learner.class)
    void learnsWhatTheExamplesSay(Learner learner) {
        var model = model(Samples.POLICY, learner, examples(299), 1);
        long right = examples(299).stream()
                .filter(e -> model.predict(Samples.POLICY, e.subject()).label().equals(e.label()))
                .count();
        assertThat(right).isGreaterThan(200);
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void givesTheSamePredictionsForTheSameExamplesInAnyOrder(Learner learner) {
        var shuffled = new ArrayList<>(examples(200));
        Collections.shuffle(shuffled, new java.util.Random(3));
        var one = model(Samples.POLICY, learner, examples(200), 5);
        var other = model(Samples.POLICY, learner, shuffled, 5);
        assertThat(predictions(other)).isEqualTo(predictions(one));
    }

    @Test
    void letsTheSeedDecideTheOrderOfLearning() {
        var one = model(Samples.POLICY, Learner.LINEAR, examples(200), 5);
        assertThat(predictions(model(Samples.POLICY, Learner.LINEAR, examples(200), 6)))
                .isNotEqualTo(predictions(one));
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void honoursWeights(Learner learner) {
        var subject = new Case(Map.of("f", "x"));
        assertThat(model(ONE_FIELD, learner, contradicting(1, 9), 1)
                        .predict(ONE_FIELD, subject)
                        .confidence())
                .isCloseTo(.9, within(.06));
        assertThat(model(ONE_FIELD, learner, contradicting(9, 1), 1)
                        .predict(ONE_FIELD, subject)
                        .label())
                .isEqualTo("bad");
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void givesEachLabelAScoreAndTheLargestToThePrediction(Learner learner) {
        var policy = policy(
                List.of("none", "bad", "fair", "good"),
                Samples.POLICY.fields().toArray(org.countersign.policy.Field[]::new));
        var model = model(policy, learner, examples(200, List.of("bad", "fair", "good")), 1);
        var prediction = model.predict(policy, examples(1).get(0).subject());
        assertThat(prediction.scores())
                .containsOnlyKeys("none", "bad", "fair", "good")
                .containsEntry("none", 0.0);
        assertThat(prediction.scores().values().stream().mapToDouble(s -> s).sum())
                .isCloseTo(1, within(1e-12));
        assertThat(prediction.confidence())
                .isEqualTo(prediction.scores().get(prediction.label()))
                .isEqualTo(Collections.max(prediction.scores().values()));
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void explainsEveryFieldLargestFirstSummingToTheMargin(Learner learner) {
        var model = model(Samples.POLICY, learner, examples(200), 1);
        for (var example : examples(50)) {
            var prediction = model.predict(Samples.POLICY, example.subject());
            int label = model.scorer().labels().indexOf(prediction.label());
            double margin = model.scorer().margins(model.encoder().encode(example.subject()))[label];
            double sum = model.scorer().base(label);
            for (var contribution : prediction.contributions()) {
                assertThat(contribution.value())
                        .isEqualTo(example.subject().value(contribution.field()).orElse(null));
                sum += contribution.contribution();
            }
            assertThat(sum).isCloseTo(margin, within(1e-5));
            assertThat(prediction.contributions())
                    .extracting(Contribution::field)
                    .containsExactlyInAnyOrder("amount", "age", "housing", "purpose");
            assertThat(prediction.contributions())
                    .extracting(c -> -Math.abs(c.contribution()))
                    .isSorted();
        }
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void learnsFromCasesWithoutAnyValue(Learner learner) {
        var policy = policy(List.of("bad", "good"), field("f", FieldType.NUMBER));
        var model = model(policy, learner, Samples.valued(1.0, 2.0, "<missing>", "<missing>", 3.0, 4.0), 1);
        assertThat(model.predict(policy, new Case(Map.of())).confidence()).isBetween(.5, 1.0);
    }

    @Test
    void tellsWhereAModelComesFrom() throws Exception {
        for (var learner : Learner.values()) {
            var trained = Training.run(Samples.POLICY, learner, examples(20), 4711);
            assertThat(new ObjectMapper().readTree(trained.provenance()).isArray())
                    .isTrue();
            assertThat(trained.provenance()).contains("4711", Samples.POLICY.version(), "examples-digest");
        }
    }

    @Test
    void refusesExamplesThatTeachNothing() {
        assertThat(refusal(List.of())).extracting(Problem::what).containsExactly("There are no examples.");
        assertThat(refusal(List.of(example("1", "good", Map.of()))))
                .extracting(Problem::what)
                .containsExactly("All examples have the label good.");
    }

    @Test
    void refusesAllThatIsWrongWithExamplesAtOnce() {
        var wrong = List.of(
                example("1", "good", Map.of("f", 1.0)),
                example("2", "ugly", Map.of("f", "x")),
                new LabelledCase("3", new Case(Map.of()), "bad", 0),
                new LabelledCase("4", new Case(Map.of()), "bad", Double.NaN),
                new LabelledCase("5", new Case(Map.of()), "bad", 1e-60),
                example("1", "bad", Map.of("g", "x")));
        assertThat(refusal(wrong))
                .extracting(Problem::pointer)
                .containsExactly(
                        "/examples/0/case/f",
                        "/examples/1/label",
                        "/examples/2/weight",
                        "/examples/3/weight",
                        "/examples/4/weight",
                        "/examples/5/case/g",
                        "/examples/5/id");
    }

    @Test
    void namesTheMendWhereTheNativeLibraryIsMissing() {
        assertThatThrownBy(() -> Fit.withNativeLibrary(() -> {
                    throw new UnsatisfiedLinkError("libgomp.so.1");
                }))
                .isInstanceOf(LearnerUnavailable.class)
                .hasMessageContaining("Use LINEAR");
    }

    private static List<Problem> refusal(List<LabelledCase> examples) {
        return catchThrowableOfType(InvalidInput.class, () -> Training.run(ONE_FIELD, Learner.LINEAR, examples, 1))
                .problems();
    }

    private static List<LabelledCase> contradicting(double bad, double good) {
        return IntStream.range(0, 200)
                .mapToObj(i -> new LabelledCase(
                        String.format("%03d", i),
                        new Case(Map.of("f", "x")),
                        i % 2 == 0 ? "bad" : "good",
                        i % 2 == 0 ? bad : good))
                .toList();
    }

    private static LoadedModel model(Policy policy, Learner learner, List<LabelledCase> examples, long seed) {
        return LoadedModel.load(
                "credit-1", Training.run(policy, learner, examples, seed).artifact());
    }

    private static List<Prediction> predictions(LoadedModel model) {
        return examples(50).stream()
                .map(e -> model.predict(Samples.POLICY, e.subject()))
                .toList();
    }
}
