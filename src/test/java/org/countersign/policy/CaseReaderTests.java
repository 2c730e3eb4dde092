package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import org.countersign.decision.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CaseReaderTests {

    private final CaseReader reader = new CaseReader(SamplePolicy.read());

    @Test
    void readsNumbersCategoriesAndTexts() {
        var read = reader.read(json("{'amount': 5, 'purpose': 'C1', 'region': 'North', 'note': ' as sent\\n'}"));

        assertThat(read.fields())
                .isEqualTo(Map.of("amount", 5.0, "purpose", "C1", "region", "North", "note", " as sent\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'amount': 5}", "{'amount': 5, 'purpose': null, 'note': null}"})
    void takesNullAndAbsentAsMissing(String json) {
        assertThat(reader.read(json(json)).fields()).isEqualTo(Map.of("amount", 5.0));
    }

    @ParameterizedTest(name = "{0} → {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'amount': '5'}                         | /case/amount  | It must be a number, and is a string. Send it without quotes.
            {'amount': true}                        | /case/amount  | It must be a number, and is true or false.
            {'amount': [5]}                         | /case/amount  | It must be a number, and is an array.
            {'amount': 1e400}                       | /case/amount  | The number is too large.
            {'amount': 0.5}                         | /case/amount  | 0.5 is less than 1. Send a number from 1 to 1000.
            {'amount': 1001}                        | /case/amount  | 1001 is more than 1000. Send a number from 1 to 1000.
            {}                                      | /case/amount  | It is missing. Send it: this field is required.
            {'amount': null}                        | /case/amount  | It is missing.
            {'amount': 5, 'purpose': 1}             | /case/purpose | It must be a string, and is a number. Send it in quotes: "1".
            {'amount': 5, 'purpose': {}}            | /case/purpose | It must be a string, and is an object. Send a JSON string.
            {'amount': 5, 'purpose': 'C3'}          | /case/purpose | 'C3' is none of this field's categories. Did you mean 'C1'? Send one of C1, C2.
            {'amount': 5, 'purpose': 'c1'}          | /case/purpose | 'c1' is none of this field's categories.
            {'amount': 5, 'region': ' North'}       | /case/region  | The category has blanks around it.
            {'amount': 5, 'region': ''}             | /case/region  | It is blank. Send null, or leave it out
            {'amount': 5, 'note': '  '}             | /case/note    | It is blank.
            {'amount': 5, 'note': 'a\\u0000'}       | /case/note    | It holds a character that is none
            {'amount': 5, 'note': '\\ud800'}        | /case/note    | It holds a character that is none
            {'amount': 5, 'regoin': 'North'}        | /case/regoin  | The use case has no such field. Did you mean 'region'?
            {'amount': 5, 'a/b~c': 1}               | /case/a~1b~0c | The use case has no such field. Leave it out, or add it to the policy.
            [5]                                     | /case         | The case is not a JSON object.
            null                                    | /case         | The case is not a JSON object.
            """)
    void refuses(String json, String pointer, String problem) {
        assertThat(problems(json(json)))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith(pointer + " " + problem));
    }

    @Test
    void refusesWhatIsTooLong() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("amount", 5);
        node.put("note", "x".repeat(20_001));
        node.put("region", "y".repeat(201));

        assertThat(problems(node))
                .satisfiesExactlyInAnyOrder(
                        note -> assertThat(note).startsWith("/case/note The text has 20001 characters."),
                        region -> assertThat(region).startsWith("/case/region The category has 201 characters."));
        node.put("note", "x".repeat(20_000));
        node.put("region", "y".repeat(200));
        assertThat(problems(node)).isEmpty();
    }

    @Test
    void tellsAllProblemsAtOnceBelowThePointerItIsGiven() {
        var refused = catchThrowableOfType(
                InvalidInput.class, () -> reader.read("/examples/3/case", json("{'purpose': 'C9', 'x': 1}")));

        assertThat(refused.problems())
                .extracting(p -> p.pointer())
                .containsExactlyInAnyOrder("/examples/3/case/purpose", "/examples/3/case/x", "/examples/3/case/amount");
    }

    @Test
    void stopsCountingProblemsWhereNobodyReadsOn() {
        var node = JsonNodeFactory.instance.objectNode();
        for (var i = 0; i < 1000; i++) {
            node.put("unknown" + i, i);
        }

        assertThat(problems(node)).hasSize(51).last().asString().contains("more problems than these 50");
    }

    @Test
    void knowsNoNegativeZero() {
        var policy = PolicyReader.read("loans", "policy.yaml", SamplePolicy.TEXT.replace("min: 1\n", "min: -1\n"));

        assertThat(new CaseReader(policy).read(json("{'amount': -0.0}")).value("amount"))
                .contains(0.0);
    }

    private List<String> problems(JsonNode json) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> reader.read(json));
        return refused == null
                ? List.of()
                : refused.problems().stream()
                        .map(p -> p.pointer() + " " + p.what() + " " + p.mend())
                        .toList();
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
