package org.countersign.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Law 12: bad input changes nothing and says what is wrong, where. */
@CountersignTest
class BadInputTests {

    private static final String GOOD = Desk.credit(2000, "good", 0.95);

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    private Desk desk;
    private long before;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
        before = rows();
    }

    @AfterEach
    void nothingWasWritten() {
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"useCase\": \"credit\" | \"useCase\": \"credit\", \"colour\": 1 | /colour",
                "\"useCase\": \"credit\" | \"useCase\": 7 | /useCase",
                "\"useCase\": \"credit\" | \"x\": 1 | /useCase",
                "\"useCase\": \"credit\" | \"useCase\": \"credit\", \"subject\": 12 | /subject",
                "\"useCase\": \"credit\" | \"useCase\": \"credit\", \"subject\": \"a\\u0000b\" | /subject",
                "\"useCase\": \"credit\" | \"useCase\": \"credit\", \"subject\": \"a\\ud800b\" | /subject",
                "\"useCase\": \"credit\" | \"useCase\": \"credit\", \"context\": [] | /context",
                "\"useCase\": \"credit\" | \"useCase\": \"credit\", \"context\": {\"a/b~\": 1} | /context/a~1b~0",
                "\"credit_amount\": 2000.0 | \"credit_amount\": \"2000\" | /case/credit_amount",
                "\"credit_amount\": 2000.0 | \"credit_amount\": 1e999 | /case/credit_amount",
                "\"credit_amount\": 2000.0 | \"credit_amount\": -5 | /case/credit_amount",
                "\"credit_amount\": 2000.0 | \"credit_amount\": null | /case/credit_amount",
                "\"credit_amount\": 2000.0 | \"credit_amont\": 2000 | /case/credit_amont",
                "\"purpose\": \"A43\" | \"purpose\": \"A99\" | /case/purpose",
                "\"purpose\": \"A43\" | \"purpose\": true | /case/purpose",
                "\"label\": \"good\" | \"label\": \"splendid\" | /prediction/label",
                "\"confidence\": 0.95 | \"confidence\": 1.01 | /prediction/confidence",
                "\"confidence\": 0.95 | \"confidence\": \"0.95\" | /prediction/confidence",
                "\"confidence\": 0.95 | \"trust\": 0.95 | /prediction/trust",
                "\"confidence\": 0.95 | \"confidence\": 0.95, \"scores\": {\"great\": 1} | /prediction/scores/great",
                "\"confidence\": 0.95 | \"confidence\": 0.95, \"modelVersion\": \"credit-1\" | /prediction/modelVersion",
                "\"confidence\": 0.95 | \"confidence\": 0.95, \"modelVersion\": \"credit-007\" | /prediction/modelVersion"
            })
    void saysWhatIsWrongWhere(String good, String bad, String pointer) {
        assertThat(GOOD).contains(good);
        var answer = desk.start(GOOD.replace(good, bad));

        refused(answer, 400);
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(answer.body().at("/errors/0/what").asText()).isNotBlank();
        assertThat(answer.body().at("/errors/0/mend").asText()).isNotBlank();
    }

    @Test
    void takesNoModelVersionThatItsRecordsHaveNoRoomFor() {
        var answer = desk.start(GOOD.replace("0.95", "0.95, \"modelVersion\": \"" + "m".repeat(129) + "\""));

        refused(answer, 400);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/prediction/modelVersion");
        assertThat(answer.body().at("/errors/0/what").asText()).contains("1 to 128 characters");
    }

    @Test
    void pointsToAMemberWhoseNameNeedsEscaping() {
        var answer = desk.as("supervisor").post("/api/v1/decisions/none/veto", "{\"a/b~\": 1}");

        refused(answer, 400);
        assertThat(answer.body().at("/errors/0/pointer").asText()).isEqualTo("/a~1b~0");
    }

    @Test
    void saysAllThatIsWrongAtOnce() {
        var answer = desk.start(
                GOOD.replace("\"A43\"", "\"A99\"").replace("0.95", "7").replace("24", "\"two\""));

        refused(answer, 400);
        assertThat(answer.body().path("errors").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/case/purpose", "/case/duration_months", "/prediction/confidence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"credit\"",
                "{",
                "{} {}",
                "{\"useCase\": \"credit\", \"useCase\": \"triage\"}",
                "{\"useCase\": NaN}",
                "{\"useCase\": \"credit\", \"case\": {\"credit_amount\": NaN}}",
                "{\"useCase\": \"credit\", \"case\": {\"credit_amount\": Infinity}}",
                "{\"useCase\": \"credit\"}",
                "{'useCase': 'credit'}"
            })
    void takesOnlyAJsonObject(String body) {
        refused(desk.start(body), 400);
    }

    @Test
    void takesNoBottomlessJson() {
        refused(desk.start("{\"useCase\": \"credit\", \"case\": " + "[".repeat(5000) + "]".repeat(5000) + "}"), 400);
    }

    @Test
    void takesNoTextThatIsNotUtf8() throws Exception {
        var bytes =
                GOOD.replace("\"useCase\"", "\"subject\": \"#\", \"useCase\"").getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '#' ? (byte) 0xC3 : bytes[i];
        }

        assertThat(send("/api/v1/decisions", BodyPublishers.ofByteArray(bytes)).statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesNoOtherContentType() {
        refused(desk.as("integrator").send("POST", "/api/v1/decisions", "text/plain", GOOD), 415);
    }

    @Test
    void knowsNoOtherUseCase() {
        refused(desk.start(GOOD.replace("\"credit\"", "\"weather\"")), 404);
    }

    @Test
    void refusesLongBodiesWhetherOrNotTheySayTheirLength() throws Exception {
        var body = GOOD.replace("\"useCase\"", "\"subject\": \"" + "x".repeat(1_100_000) + "\", \"useCase\"")
                .getBytes(StandardCharsets.UTF_8);
        for (var publisher : new BodyPublisher[] {
            BodyPublishers.ofByteArray(body), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
        }) {
            var answer = send("/api/v1/decisions", publisher);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.body()).contains("longer than 1048576 bytes");
        }
    }

    @Test
    void letsImportsBeLong() throws Exception {
        var csv = ("x".repeat(1_500_000) + "\n1\n").getBytes(StandardCharsets.UTF_8);
        var request =
                request("/api/v1/use-cases/credit/examples", "owner", "text/csv", BodyPublishers.ofByteArray(csv));
        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void saysWhichParameterOfAListingIsWrong() {
        for (var query : new String[] {"level=BOSS", "status=DONE", "from=yesterday", "limit=0", "limit=x"}) {
            refused(desk.as("integrator").get("/api/v1/decisions?" + query), 400);
        }
        refused(desk.as("integrator").get("/api/v1/decisions/none"), 404);
    }

    private static void refused(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body().path("detail").asText()).isNotBlank();
    }

    private HttpResponse<String> send(String path, BodyPublisher body) throws Exception {
        return HttpClient.newHttpClient()
                .send(request(path, "integrator", "application/json", body), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, String user, String type, BodyPublisher body) {
        var basic = Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", type)
                .POST(body)
                .build();
    }

    private long rows() {
        return ledger.count("select (select count(*) from decision) + (select count(*) from trail)"
                + " + (select count(*) from example) + (select count(*) from act_ru_execution)");
    }
}
