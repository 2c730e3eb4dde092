package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.countersign.TestPolicies;
import org.countersign.decision.Context;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Problem;
import org.junit.jupiter.api.Test;

class RequestReaderTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

    private final RequestReader reader = new RequestReader(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void readsAllThatARequestCanSay() throws Exception {
        var request = reader.read(json("""
                {"useCase": "credit", "subject": "applicant-4711", "case": {"age": 30},
                 "context": {"channel": "branch", "region": "north"},
                 "prediction": {"label": "good", "confidence": 0.9, "scores": {"good": 0.9, "bad": 0.1},
                                "modelVersion": "risk-7"}}"""), TestPolicies.credit());

        assertThat(request.subject()).isEqualTo("applicant-4711");
        assertThat(request.subjectCase().value("age")).hasValue(30.0);
        assertThat(request.context()).isEqualTo(new Context("branch", "north", NOW));
        var prediction = Objects.requireNonNull(request.prediction());
        assertThat(prediction.scores()).containsEntry("bad", 0.1).hasSize(2);
        assertThat(prediction.modelVersion()).isEqualTo("risk-7");
        assertThat(prediction.typicality()).isNull();
        assertThat(prediction.contributions()).isEmpty();
    }

    @Test
    void readsTheLeast() throws Exception {
        var request = reader.read(json("{\"useCase\": \"credit\", \"case\": {}}"), TestPolicies.credit());

        assertThat(request.subject()).isNull();
        assertThat(request.prediction()).isNull();
        assertThat(request.context()).isEqualTo(new Context(null, null, NOW));
    }

    @Test
    void saysAllThatIsWrong() {
        assertThat(problems("""
                {"useCase": "credit", "subject": " ", "case": 3, "extra": 1, "context": {"weather": "fine", "region": 2},
                 "prediction": {"label": "none", "confidence": -1, "scores": {"a/b": 2}, "by": "me"}}"""))
                .extracting(Problem::pointer)
                .containsExactlyInAnyOrder(
                        "/subject",
                        "/case",
                        "/extra",
                        "/context/weather",
                        "/context/region",
                        "/prediction/label",
                        "/prediction/confidence",
                        "/prediction/scores/a~1b",
                        "/prediction/scores/a~1b",
                        "/prediction/by");
    }

    @Test
    void refusesPredictionsThatAreNone() {
        assertThat(problems("{\"useCase\": \"credit\", \"case\": {}, \"prediction\": \"good\"}"))
                .extracting(Problem::pointer)
                .containsExactly("/prediction");
        assertThat(problems("{\"useCase\": \"credit\", \"case\": {}, \"prediction\": {}}"))
                .extracting(Problem::pointer)
                .containsExactly("/prediction/label", "/prediction/confidence");
        assertThat(problems("{\"useCase\": \"credit\", \"case\": {}, \"prediction\": "
                        + "{\"label\": \"good\", \"confidence\": 0.5, \"scores\": []}}"))
                .extracting(Problem::pointer)
                .containsExactly("/prediction/scores");
    }

    @Test
    void takesTheEndsOfTheScaleAndNothingBeyond() throws Exception {
        for (var good : List.of("0", "1", "0.5", "1e-300")) {
            assertThat(reader.read(json(predicted(good)), TestPolicies.credit()).prediction())
                    .isNotNull();
        }
        for (var bad : List.of("-0.0001", "1.0001", "1e400", "true", "\"0.5\"", "null", "[0.5]")) {
            assertThat(problems(predicted(bad))).as(bad).hasSize(1);
        }
    }

    @Test
    void knowsAUseCaseOnlyByAName() throws Exception {
        assertThat(reader.useCase(json("{\"useCase\": \"credit\"}"))).isEqualTo("credit");
        for (var bad : List.of("[]", "3", "{}", "{\"useCase\": null}", "{\"useCase\": 3}", "{\"useCase\": \"\"}")) {
            var refused = catchThrowableOfType(InvalidInput.class, () -> reader.useCase(json(bad)));
            assertThat(refused).as(bad).isNotNull();
        }
    }

    private static String predicted(String confidence) {
        return "{\"useCase\": \"credit\", \"case\": {}, \"prediction\": {\"label\": \"good\", \"confidence\": "
                + confidence + "}}";
    }

    private List<Problem> problems(String body) {
        var refused = catchThrowableOfType(InvalidInput.class, () -> reader.read(json(body), TestPolicies.credit()));
        assertThat(refused).as(body).isNotNull();
        return refused.problems();
    }

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }
}
