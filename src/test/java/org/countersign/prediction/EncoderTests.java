package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.prediction.Samples.field;
import static org.countersign.prediction.Samples.policy;
import static org.countersign.prediction.Samples.valued;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.countersign.policy.FieldType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTests {

    private static final double DEVIATION = Math.sqrt(2 / 3.0);

    @Test
    void standardisesNumbersForLinearModels() {
        var encoder = learn(FieldType.NUMBER, Learner.LINEAR, 1.0, 2.0, 3.0);
        assertThat(encode(encoder, 3.0)).containsOnlyKeys("0:f");
        assertThat(encode(encoder, 3.0).get("0:f")).isCloseTo(1 / DEVIATION, within(1e-12));
        assertThat(encode(encoder, 2.0)).isEqualTo(Map.of("0:f", 0.0));
    }

    @Test
    void givesAMissingNumberTheMeanAndAnIndicator() {
        var encoder = learn(FieldType.NUMBER, Learner.LINEAR, 1.0, "<missing>", 2.0, 3.0);
        assertThat(encode(encoder)).isEqualTo(Map.of("1:f missing", 1.0));
        assertThat(encode(encoder, 3.0).get("0:f")).isCloseTo(1 / DEVIATION, within(1e-12));
    }

    @Test
    void givesANumberThatTrainingNeverMissedTheMeanOnly() {
        assertThat(encode(learn(FieldType.NUMBER, Learner.LINEAR, 1.0, 2.0))).isEmpty();
    }

    @Test
    void doesNotBlowUpAConstant() {
        var encoder = learn(FieldType.NUMBER, Learner.LINEAR, .1, .1, .1, .1, .1, .1, .1);
        assertThat(encode(encoder, 1.1).get("0:f")).isCloseTo(1, within(1e-9));
    }

    @Test
    void leavesNumbersAsTheyAreForTreesAndMissingOnesOut() {
        var encoder = learn(FieldType.NUMBER, Learner.BOOSTED_TREES, 1.0, "<missing>", 3.0);
        assertThat(encode(encoder, 0.0)).isEqualTo(Map.of("0:f", 0.0));
        assertThat(encode(encoder)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void givesEachCategoryAColumn(Learner learner) {
        var encoder = learn(FieldType.CATEGORY, learner, "b", "a", "a", "b");
        assertThat(encode(encoder, "a")).isEqualTo(Map.of("0:f=a", 1.0));
        assertThat(encode(encoder, "b")).isEqualTo(Map.of("1:f=b", 1.0));
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void givesAMissingCategoryItsOwnColumn(Learner learner) {
        var encoder = learn(FieldType.CATEGORY, learner, "a", "a", "<missing>");
        assertThat(encode(encoder)).isEqualTo(Map.of("1:f missing", 1.0));
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void takesANeverSeenCategoryForOneSeenOnce(Learner learner) {
        var encoder = learn(FieldType.CATEGORY, learner, "a", "a", "once");
        assertThat(encode(encoder, "never")).isEqualTo(Map.of("1:f rare", 1.0));
        assertThat(encode(encoder, "once")).isEqualTo(Map.of("1:f rare", 1.0));
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void leavesANeverSeenCategoryOutWhenNoneWasSeenOnce(Learner learner) {
        assertThat(encode(learn(FieldType.CATEGORY, learner, "a", "a"), "never"))
                .isEmpty();
    }

    @Test
    void keepsColumnsApartWhateverTheCategoriesAreCalled() {
        var encoder = learn(FieldType.CATEGORY, Learner.LINEAR, " rare", "rare", " rare", "rare", "x", "<missing>");
        assertThat(encoder.columnNames()).hasSize(4).doesNotHaveDuplicates();
    }

    @Test
    void weighsWordsAndPairsOfWordsByHowRareTheyAre() {
        var encoder = learn(FieldType.TEXT, Learner.LINEAR, "new car", "New CAR!", "red car");
        double pair = 1 + Math.log(4 / 3.0);
        double car = 1;
        double length = Math.sqrt(car * car + 2 * pair * pair);
        assertThat(encode(encoder, "new car").get("0:f: car")).isCloseTo(car / length, within(1e-12));
        assertThat(encode(encoder, "new car").get("2:f: new car")).isCloseTo(pair / length, within(1e-12));
        assertThat(encoder.columnNames()).containsExactly("0:f: car", "1:f: new", "2:f: new car");
    }

    @Test
    void countsRepeatedWordsLessThanOnceMore() {
        var encoder = learn(FieldType.TEXT, Learner.LINEAR, "car", "car", "new", "new");
        var columns = encode(encoder, "car, new. car");
        assertThat(columns.getOrDefault("0:f: car", 0.0) / columns.getOrDefault("1:f: new", 0.0))
                .isCloseTo(1 + Math.log(2), within(1e-12));
    }

    @Test
    void givesATextThatIsMissingOrHoldsNoKnownWordOneColumn() {
        var encoder = learn(FieldType.TEXT, Learner.LINEAR, "car", "car", "<missing>");
        assertThat(encode(encoder)).isEqualTo(Map.of("1:f nothing known", 1.0));
        assertThat(encode(encoder, "zebra")).isEqualTo(Map.of("1:f nothing known", 1.0));
        assertThat(encode(learn(FieldType.TEXT, Learner.LINEAR, "car", "car"), "zebra"))
                .isEmpty();
    }

    @Test
    void boundsTheVocabularyByHowOftenTermsOccur() {
        var encoding = TextEncoding.learn("f", 0, List.of("a b", "a b", "a", "b x", "x"), 2);
        assertThat(encoding.terms()).containsOnlyKeys("a", "b");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e39})
    void refusesNumbersThatAModelCannotTake(double number) {
        assertThat(refusal(FieldType.NUMBER, number).pointer()).isEqualTo("/case/f");
    }

    @Test
    void refusesValuesOfAnotherType() {
        assertThat(refusal(FieldType.NUMBER, "12").what())
                .isEqualTo("The field f is not a finite number (at most 3.4e38).");
        assertThat(refusal(FieldType.CATEGORY, 1.0).what()).isEqualTo("The field f is not a text.");
        assertThat(refusal(FieldType.TEXT, true).what()).isEqualTo("The field f is not a text.");
    }

    @Test
    void refusesUnknownFieldsAndNamesAllThatIsWrong() {
        var encoder = learn(FieldType.NUMBER, Learner.LINEAR, 1.0, 2.0);
        var refused =
                catchThrowableOfType(InvalidInput.class, () -> encoder.encode(new Case(Map.of("f", "x", "a/b~", 1.0))));
        assertThat(refused.problems()).extracting(Problem::pointer).containsExactly("/case/f", "/case/a~1b~0");
    }

    @Test
    void takesANullForMissing() {
        var fields = new HashMap<String, Object>();
        fields.put("f", null);
        var columns = learn(FieldType.NUMBER, Learner.LINEAR, 1.0, "<missing>").encode(new Case(fields));
        assertThat(columns.size()).isEqualTo(1);
    }

    @Test
    void isTheSameAfterAWayThroughJson() throws IOException {
        var encoder = Encoder.learn(Samples.POLICY, Learner.LINEAR, Samples.examples(50));
        assertThat(Encoder.fromJson(encoder.toJson())).isEqualTo(encoder);
    }

    private static Problem refusal(FieldType type, Object value) {
        var encoder = type == FieldType.NUMBER
                ? learn(type, Learner.LINEAR, 1.0, 2.0)
                : learn(type, Learner.LINEAR, "a", "a");
        return catchThrowableOfType(InvalidInput.class, () -> encode(encoder, value))
                .problems()
                .get(0);
    }

    private static Encoder learn(FieldType type, Learner learner, Object... values) {
        return Encoder.learn(policy(List.of("bad", "good"), field("f", type)), learner, valued(values));
    }

    private static Map<String, Double> encode(Encoder encoder, Object... value) {
        var columns = encoder.encode(new Case(value.length == 0 ? Map.of() : Map.of("f", value[0])));
        var named = new LinkedHashMap<String, Double>();
        for (int i = 0; i < columns.size(); i++) {
            named.put(encoder.columnNames().get(columns.column(i)), columns.value(i));
        }
        return named;
    }
}
