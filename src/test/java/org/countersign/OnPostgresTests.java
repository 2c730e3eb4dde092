package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.Caller.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL: they start together on the empty database, and what one does holds for the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnPostgresTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    static EmbeddedPostgres postgres;
    static Invariants stored;
    static Node one;
    static Node two;

    @BeforeAll
    static void startTogether() throws IOException {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .start();
        stored = new Invariants(postgres.getPostgresDatabase());
        Node.rules(folder);
        Node.change(folder, "moderation", "rate: [^}]*", "rate: 1.0, onTheLoopRate: 1.0");
        Node.change(folder, "credit", "vetoWindow: \\w+", "vetoWindow: PT1S");
        one = launch();
        two = launch();
        one.awaitReady();
        two.awaitReady();
    }

    private static Node launch() {
        return Node.launch(
                folder,
                "--spring.datasource.url=jdbc:postgresql://localhost:" + postgres.getPort()
                        + "/postgres?reWriteBatchedInserts=true",
                "--spring.datasource.username=postgres",
                "--countersign.simulation.decisions=5");
    }

    @AfterAll
    static void stop() throws IOException {
        Stream.of(one, two).filter(node -> node != null).forEach(Node::close);
        postgres.close();
    }

    @Test
    @Order(1)
    void seedsOnce() {
        assertThat(stored.keys("select use_case from model"))
                .containsExactlyInAnyOrder("credit", "moderation", "triage");
        assertThat(stored.keys("select stream from trail where kind = 'PutInForce'"))
                .hasSize(3);
        assertThat(stored.keys("select id from decision")).hasSize(15);
        assertThat(stored.keys("select key_ from act_re_procdef"))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(3);
        assertThat(stored.keys("select name_ from act_ru_filter"))
                .doesNotHaveDuplicates()
                .contains("My tasks");
        stored.assertHold();
    }

    @Test
    @Order(2)
    void decidesAtEveryLevelThroughEveryDoor() {
        var integrator = one.as("integrator");
        var auto = decide(integrator, post("neither", 0.95));
        assertThat(auto.get("status").asText()).isEqualTo("FINAL");
        judge(one.as("moderator"), auto, "hate");
        assertThat(statusOf(auto)).isEqualTo("CORRECTED");

        var watched = decide(integrator, post("neither", 0.8));
        assertThat(watched.get("status").asText()).isEqualTo("PROVISIONAL");
        assertThat(veto(two, watched).status()).isEqualTo(200);
        judge(two.as("moderator"), watched, "offensive");
        assertThat(statusOf(watched)).isEqualTo("FINAL");

        var variables = """
                {"variables": {"useCase": {"value": "moderation", "type": "String"},
                  "case": {"value": "{\\"tweet\\": \\"a lovely morning\\"}", "type": "String"}}}""";
        var started = integrator.post("/engine-rest/process-definition/key/decision/start", variables);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(stored.keys("select id from decision"))
                .contains(started.body().get("businessKey").asText());
        stored.assertHold();
    }

    @Test
    @Order(3)
    void promotesForTheNextDecisionOnTheOtherNode() {
        var owner = one.as("owner");
        var run = owner.post("/api/v1/use-cases/moderation/training-runs", "{\"learner\": \"LINEAR\"}");
        var done = await().atMost(LONG)
                .until(
                        () -> owner.get(run.headers().firstValue("Location").orElseThrow()),
                        r -> r.body().has("endedAt"));
        var model = done.body().get("challenger").asText();
        assertThat(two.as("owner")
                        .post("/api/v1/use-cases/moderation/models/" + model + "/promotion", "")
                        .status())
                .isEqualTo(200);
        var next = decide(one.as("integrator"), "{\"useCase\": \"moderation\", \"case\": {\"tweet\": \"hello\"}}");
        assertThat(next.at("/prediction/modelVersion").asText()).isEqualTo(model);
    }

    @Test
    @Order(4)
    void takesOneKeyAsOneDecisionOnBothNodesAtOnce() {
        for (var i = 0; i < 10; i++) {
            var key = "twin-" + i;
            var twins = atOnce(node ->
                    node.as("integrator").post("/api/v1/decisions", post("neither", 0.95), "Idempotency-Key", key));
            assertThat(twins)
                    .allSatisfy(
                            twin -> assertThat(twin.status()).as(twin.text()).isEqualTo(201));
            assertThat(twins.get(0).body().get("id"))
                    .isEqualTo(twins.get(1).body().get("id"));
        }
        assertThat(stored.keys("select id from decision where idempotency_key like 'twin-%'"))
                .hasSize(10);
        assertThat(stored.keys("select decision_id from spot_check")).doesNotHaveDuplicates();
    }

    @Test
    @Order(5)
    void letsOneOfTwoClaimAndOneOfTwoTabsJudge() {
        for (var i = 0; i < 5; i++) {
            var task = taskOf(decide(one.as("integrator"), Crowd.credit("good", 0.6)));
            var claims = atOnce(node ->
                    node.as(node == one ? "worker" : "worker2").post("/api/v1/review-tasks/" + task + "/claim", ""));
            assertThat(claims).extracting(Answer::status).as(claims.toString()).containsExactlyInAnyOrder(200, 409);
            var winner = claims.get(0).status() == 200 ? "worker" : "worker2";
            var verdict = label(one.as(winner), task, "good");
            var verdicts = atOnce(node -> verdict(node.as(winner), task, verdict));
            assertThat(verdicts)
                    .extracting(Answer::status)
                    .as(verdicts.toString())
                    .contains(204)
                    .containsAnyOf(404, 409);
        }
        stored.assertHold();
    }

    @Test
    @Order(6)
    void letsEitherAVetoOrTheLapseOfTheWindowWin() {
        for (var i = 0; i < 8; i++) {
            var watched = decide(one.as("integrator"), Crowd.credit("good", 0.8));
            var vetoUntil = Instant.parse(watched.get("vetoUntil").asText()).plusMillis(40L * i);
            await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(vetoUntil));
            var vetoes = atOnce(node -> veto(node, watched));
            assertThat(vetoes)
                    .extracting(Answer::status)
                    .as(vetoes.toString())
                    .isSubsetOf(200, 409)
                    .contains(409);
            await().atMost(LONG).until(() -> statusOf(watched), status -> !status.equals("PROVISIONAL"));
        }
        stored.assertHold();
        assertThat(stored.keys("select stream from trail where kind = 'Finalised'"))
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(7)
    void letsNothingThatHappensToAUseCaseFailOnSomethingElse() {
        for (var i = 0; i < 5; i++) {
            var csv = "tweet,class\nhello " + i + ",2\n";
            var done = atOnce(List.of(
                    () -> one.as("owner").send("POST", "/api/v1/use-cases/moderation/examples", "text/csv", csv),
                    () -> two.as("owner")
                            .send("POST", "/api/v1/use-cases/moderation/examples", "text/csv", csv + "bye,1\n"),
                    () -> one.as("owner").post("/api/v1/use-cases/moderation/models/moderation-1/promotion", ""),
                    () -> two.as("owner").post("/api/v1/use-cases/moderation/models/moderation-1/promotion", ""),
                    () -> turn("supervisor", true)));
            assertThat(done).extracting(Answer::status).as(done.toString()).containsOnly(200, 204);
            assertThat(turn("supervisor2", false).status()).isEqualTo(204);
        }
        stored.assertHold();
    }

    @Test
    @Order(8)
    void saysThatNothingWasDecidedWhileTheDatabaseIsAway() throws IOException {
        assertThat(one.log() + two.log()).as("what failed until now").doesNotContain("ERROR");
        var port = postgres.getPort();
        postgres.close();
        var refused = atOnce(node -> node.as("integrator")
                .post("/api/v1/decisions", post("neither", 0.95), "Idempotency-Key", "in the dark"));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json;charset=UTF-8");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body().get("detail").asText()).contains("Nothing was recorded");
        });
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
        stored = new Invariants(postgres.getPostgresDatabase());
        assertThat(stored.keys("select id from decision where idempotency_key = 'in the dark'"))
                .isEmpty();
        var again = await().atMost(LONG)
                .until(
                        () -> atOnce(node -> node.as("integrator")
                                .post("/api/v1/decisions", post("neither", 0.95), "Idempotency-Key", "in the dark")),
                        answers -> answers.stream().allMatch(a -> a.status() == 201));
        assertThat(again.get(0).body().get("id")).isEqualTo(again.get(1).body().get("id"));
        stored.assertHold();
    }

    private static String post(String label, double confidence) {
        return String.format(Locale.ROOT, """
                {"useCase": "moderation", "case": {"tweet": "a lovely morning"},
                 "prediction": {"label": "%s", "confidence": %s}}""", label, confidence);
    }

    private static JsonNode decide(Caller integrator, String body) {
        var answer = integrator.post("/api/v1/decisions", body);
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body();
    }

    private static String statusOf(JsonNode decision) {
        return stored.keys("select status from decision where id = '"
                        + decision.get("id").asText() + "'")
                .get(0);
    }

    private static String taskOf(JsonNode decision) {
        return stored.keys("select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_"
                        + " where e.business_key_ = '" + decision.get("id").asText() + "'")
                .get(0);
    }

    private static Answer veto(Node node, JsonNode decision) {
        return node.as("supervisor")
                .post("/api/v1/decisions/" + decision.get("id").asText() + "/veto", "{\"reasonCode\": \"other\"}");
    }

    private static Answer turn(String person, boolean stop) {
        return one.as(person)
                .send(
                        "PUT",
                        "/api/v1/stop-switch",
                        "application/json",
                        "{\"scope\": \"moderation\", \"stop\": %s, \"reason\": \"a test\"}".formatted(stop));
    }

    /** Takes the decision's task and judges it, a second time where the person is asked to look again. */
    private static void judge(Caller person, JsonNode decision, String label) {
        var task = taskOf(decision);
        assertThat(person.post("/api/v1/review-tasks/" + task + "/claim", "").status())
                .isEqualTo(200);
        assertThat(verdict(person, task, label(person, task, label)).status()).isEqualTo(204);
        var again = taskOf(decision);
        var kept = verdict(
                person,
                again,
                label(person, again, label).replace("{", "{\"verdict\": \"OVERRIDE\", \"reasonCode\": \"other\", "));
        assertThat(kept.status()).as(kept.text()).isEqualTo(204);
    }

    private static String label(Caller person, String task, String label) {
        var shown = person.get("/api/v1/review-tasks/" + task)
                .body()
                .at("/shown/contentVersion")
                .asText();
        return "{\"label\": \"%s\", \"contentVersion\": \"%s\"}".formatted(label, shown);
    }

    private static Answer verdict(Caller person, String task, String verdict) {
        return person.post("/api/v1/review-tasks/" + task + "/verdict", verdict);
    }

    private static List<Answer> atOnce(Function<Node, Answer> call) {
        return atOnce(List.of(() -> call.apply(one), () -> call.apply(two)));
    }

    private static List<Answer> atOnce(List<Supplier<Answer>> calls) {
        return calls.stream().map(call -> CompletableFuture.supplyAsync(call)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
