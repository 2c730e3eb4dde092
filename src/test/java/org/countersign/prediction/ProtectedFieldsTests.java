package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.countersign.prediction.Samples.example;
import static org.countersign.prediction.Samples.field;
import static org.countersign.prediction.Samples.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Case;
import org.countersign.decision.Contribution;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Problem;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a policy protects reaches no model of ours: no person is judged by sex or origin. */
class ProtectedFieldsTests {

    private static final Field SEX = new Field("sex", FieldType.CATEGORY, "Sex", false, true, Map.of(), null, null);
    private static final Field AMOUNT = field("amount", FieldType.NUMBER);
    private static final Policy POLICY = policy(List.of("bad", "good"), SEX, AMOUNT);

    @ParameterizedTest
    @EnumSource(Learner.class)
    void doNotMoveAPredictionThoughTheyDecideEveryLabel(Learner learner) {
        var model = model(POLICY, learner);
        var woman = model.predict(POLICY, new Case(Map.of("sex", "f", "amount", 7.0)));
        var man = model.predict(POLICY, new Case(Map.of("sex", "m", "amount", 7.0)));
        var unknown = model.predict(POLICY, new Case(Map.of("amount", 7.0)));

        assertThat(woman).isEqualTo(man).isEqualTo(unknown);
        assertThat(woman.contributions()).extracting(Contribution::field).containsExactly("amount");
    }

    @Test
    void wouldHaveDecidedEveryLabel() {
        var open = policy(List.of("bad", "good"), field("sex", FieldType.CATEGORY), AMOUNT);
        var model = model(open, Learner.LINEAR);

        assertThat(model.predict(open, new Case(Map.of("sex", "f", "amount", 7.0)))
                        .label())
                .isEqualTo("bad");
        assertThat(model.predict(open, new Case(Map.of("sex", "m", "amount", 7.0)))
                        .label())
                .isEqualTo("good");
    }

    @Test
    void voidAModelThatWasGivenThem() {
        var open = policy(List.of("bad", "good"), field("sex", FieldType.CATEGORY), AMOUNT);
        var subject = new Case(Map.of("sex", "f"));

        assertThat(catchThrowableOfType(
                        ModelUnfit.class, () -> model(open, Learner.LINEAR).predict(POLICY, subject)))
                .hasMessageContaining("Train a new one");
        assertThat(catchThrowableOfType(
                        ModelUnfit.class, () -> model(POLICY, Learner.LINEAR).predict(open, subject)))
                .isNotNull();
    }

    @Test
    void excuseNoOtherFieldThatIsUnknown() {
        var model = model(POLICY, Learner.LINEAR);

        var refused = catchThrowableOfType(
                InvalidInput.class, () -> model.predict(POLICY, new Case(Map.of("sex", "f", "race", "x"))));

        assertThat(refused.problems()).extracting(Problem::pointer).containsExactly("/case/race");
    }

    @Test
    void leaveNothingToLearnFromWhenAllFieldsAre() {
        var all = policy(List.of("bad", "good"), SEX);

        var refused = catchThrowableOfType(InvalidInput.class, () -> Training.run(all, Learner.LINEAR, examples(), 1));

        assertThat(refused.getMessage()).startsWith("All fields of the policy are protected");
    }

    private static LoadedModel model(Policy policy, Learner learner) {
        return LoadedModel.load(
                "credit-1", Training.run(policy, learner, examples(), 1).artifact());
    }

    private static List<LabelledCase> examples() {
        var examples = new ArrayList<LabelledCase>();
        for (var i = 0; i < 100; i++) {
            var bad = i % 2 == 0;
            examples.add(example(
                    "e" + i, bad ? "bad" : "good", Map.of("sex", bad ? "f" : "m", "amount", (double) (i % 10) / 2)));
        }
        return examples;
    }
}
