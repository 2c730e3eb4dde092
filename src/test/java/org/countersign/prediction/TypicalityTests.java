package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.prediction.Samples.examples;
import static org.countersign.prediction.Samples.field;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.countersign.decision.Case;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypicalityTests {

    private static LoadedModel model(Learner learner, List<LabelledCase> examples) {
        return LoadedModel.load(
                "credit-1", Training.run(Samples.POLICY, learner, examples, 1).artifact());
    }

    private static Double typicality(LoadedModel model, Map<String, Object> fields) {
        return Objects.requireNonNull(
                model.predict(Samples.POLICY, new Case(fields)).typicality());
    }

    /** Of cases like the known ones at most about u have a p-value of at most u. */
    @Test
    void isAValidPValueForCasesLikeTheKnown() {
        var all = examples(3000);
        var model = model(Learner.LINEAR, all.subList(0, 1500));
        for (double u : new double[] {.05, .1, .5}) {
            long unusual = all.subList(1500, 3000).stream()
                    .filter(e -> typicality(model, e.subject().fields()) <= u)
                    .count();
            // 300 known and 1,500 asked: four standard errors
            assertThat(unusual / 1500.0)
                    .isBetween(u - 4 * Math.sqrt(u * (1 - u) / 250), u + 4 * Math.sqrt(u * (1 - u) / 250));
        }
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void isLowForWhatIsUnlikeAnythingSeen(Learner learner) {
        var model = model(learner, examples(600));
        var usual = new HashMap<String, Object>(
                Map.of("amount", 1100.0, "age", 40.0, "housing", "own", "purpose", "used car"));
        assertThat(typicality(model, usual)).isGreaterThan(.1);
        assertThat(typicality(model, with(usual, "amount", 1e9))).isLessThan(.01);
        assertThat(typicality(model, with(usual, "housing", "castle"))).isLessThan(typicality(model, usual));
        assertThat(typicality(model, with(usual, "purpose", "ein neues Dach fuer das Haus")))
                .isLessThan(.05);
    }

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        var changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 299})
    void isUnknownWithFewExamples(int count) {
        var prediction = model(Learner.LINEAR, examples(count))
                .predict(Samples.POLICY, examples(1).get(0).subject());
        assertThat(prediction.typicality()).isNull();
    }

    @Test
    void knowsNothingOfProtectedFields() {
        var policy = Samples.policy(
                List.of("bad", "good"),
                field("amount", FieldType.NUMBER),
                new Field("sex", FieldType.CATEGORY, "sex", false, true, Map.of(), null, null));
        var examples = examples(400).stream()
                .map(e -> {
                    var fields = new HashMap<String, Object>(Map.of("sex", "f"));
                    e.subject().value("amount").ifPresent(amount -> fields.put("amount", amount));
                    return new LabelledCase(e.id(), new Case(fields), e.label(), 1);
                })
                .toList();
        var model = LoadedModel.load(
                "m", Training.run(policy, Learner.LINEAR, examples, 1).artifact());
        var usual = model.predict(policy, new Case(Map.of("amount", 1000.0, "sex", "f")));
        var never = model.predict(policy, new Case(Map.of("amount", 1000.0, "sex", "never seen")));
        assertThat(never.typicality()).isNotNull().isEqualTo(usual.typicality());
    }

    @Test
    void sparesKnownCasesThatTrainingNeverSees() {
        var examples = examples(1000);
        var split = Split.of(examples);
        assertThat(split.known()).hasSize(200);
        assertThat(split.training()).hasSize(800).doesNotContainAnyElementsOf(split.known());
        assertThat(Split.of(examples(500)).known()).hasSize(100);
    }

    @Test
    void putsTheSameCaseOnOneSide() {
        var examples = new java.util.ArrayList<>(examples(400));
        for (var example : examples(400)) {
            examples.add(new LabelledCase(example.id() + " again", example.subject(), example.label(), 1));
        }
        var split = Split.of(examples);
        var trained = new HashSet<>(
                split.training().stream().map(LabelledCase::subject).toList());
        assertThat(split.known()).extracting(LabelledCase::subject).doesNotContainAnyElementsOf(trained);
    }

    @Test
    void learnsARareLabelRatherThanSparingIt() {
        var examples = new java.util.ArrayList<>(examples(399));
        var rare = Split.of(examples(400)).known().get(0);
        examples.removeIf(e -> e.id().equals(rare.id()));
        examples.add(new LabelledCase(rare.id(), rare.subject(), "ugly", 1));
        var split = Split.of(examples);
        assertThat(split.training()).extracting(LabelledCase::label).contains("ugly");
    }
}
