package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.Caller.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL, which were started together on the empty database. */
abstract class TwoNodes {

    static final Duration LONG = Duration.ofSeconds(60);

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
        Node.change(
                folder,
                "moderation",
                "rate: [^}]*",
                "rate: 1.0, onTheLoopRate: 1.0, answerWithin: PT1S, unanswered: 1.0");
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
                "--countersign.simulation.decisions=5",
                "--countersign.assurance.certify-every=1s",
                "--countersign.monitoring.check-every=1s");
    }

    @AfterAll
    static void stop() throws IOException {
        Stream.of(one, two).filter(node -> node != null).forEach(Node::close);
        postgres.close();
    }

    static String post(String label, double confidence) {
        return String.format(Locale.ROOT, """
                {"useCase": "moderation", "case": {"tweet": "a lovely morning"},
                 "prediction": {"label": "%s", "confidence": %s}}""", label, confidence);
    }

    static JsonNode decide(Caller integrator, String body) {
        var answer = integrator.post("/api/v1/decisions", body);
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body();
    }

    static String statusOf(JsonNode decision) {
        return stored.keys("select status from decision where id = '"
                        + decision.get("id").asText() + "'")
                .get(0);
    }

    static String taskOf(JsonNode decision) {
        return stored.keys("select t.id_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_"
                        + " where e.business_key_ = '" + decision.get("id").asText() + "'")
                .get(0);
    }

    static Answer veto(Node node, JsonNode decision) {
        return node.as("supervisor")
                .post("/api/v1/decisions/" + decision.get("id").asText() + "/veto", "{\"reasonCode\": \"other\"}");
    }

    static Answer turn(String person, boolean stop) {
        return one.as(person)
                .send(
                        "PUT",
                        "/api/v1/stop-switch",
                        "application/json",
                        "{\"scope\": \"moderation\", \"stop\": %s, \"reason\": \"a test\"}".formatted(stop));
    }

    /** Takes the decision's task and judges it, a second time where the person is asked to look again. */
    static void judge(Caller person, JsonNode decision, String label) {
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

    static String label(Caller person, String task, String label) {
        var shown = person.get("/api/v1/review-tasks/" + task)
                .body()
                .at("/shown/contentVersion")
                .asText();
        return "{\"label\": \"%s\", \"contentVersion\": \"%s\"}".formatted(label, shown);
    }

    static Answer verdict(Caller person, String task, String verdict) {
        return person.post("/api/v1/review-tasks/" + task + "/verdict", verdict);
    }

    static List<Answer> atOnce(Function<Node, Answer> call) {
        return atOnce(List.of(() -> call.apply(one), () -> call.apply(two)));
    }

    static List<Answer> atOnce(List<Supplier<Answer>> calls) {
        return calls.stream().map(call -> CompletableFuture.supplyAsync(call)).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
