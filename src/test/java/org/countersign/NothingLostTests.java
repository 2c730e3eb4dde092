package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The program with its file database as it ships, killed with SIGKILL in mid-work and started again. */
class NothingLostTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Crowd crowd = new Crowd();

    @Test
    void findsAllThatWasAcknowledgedExactlyOnceAfterKills() throws Exception {
        Node.rules(folder);
        Node.change(folder, "credit", "vetoWindow: \\w+", "vetoWindow: PT2S");
        // half of what people say here is wrong, which must not raise the alarm
        Node.change(folder, "credit", "alpha: 0.10", "alpha: 0.9");
        killInMidStart();
        var training = killInMidWork();
        try (var node = Node.launch(folder).awaitReady()) {
            assertEveryKeyGivesTheSameDecision(node);
            await().atMost(LONG).untilAsserted(() -> {
                assertThat(node.as("auditor")
                                .get("/api/v1/decisions?status=PROVISIONAL")
                                .body()
                                .get("decisions"))
                        .as("timers fire")
                        .isEmpty();
                assertThat(node.as("owner").get(training).body().get("state").asText())
                        .isEqualTo("DONE");
            });
            assertThat(node.log()).doesNotContain("ERROR");
            assertThat(node.log()
                            .replaceAll("(?s).*Users \\(password = name\\)(.*?)Try.*", "$1")
                            .split("\\W+"))
                    .containsAll(Node.demoUsers());
        }
        assertStoredOnce();
    }

    /** The schema is half made then; what is made of it must not be in the way. */
    private void killInMidStart() {
        try (var node = Node.launch(folder, "--logging.level.liquibase=INFO")) {
            node.awaitLog("create.history.sql executed");
        }
    }

    private String killInMidWork() throws Exception {
        try (var node = Node.launch(folder).awaitReady()) {
            crowd.goToWork(node);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(crowd.hasAtLeast(80, 20, 3))
                            .as(crowd::toString)
                            .isTrue());
            var run = node.as("owner").post("/api/v1/use-cases/credit/training-runs", "{\"learner\": \"LINEAR\"}");
            assertThat(run.status()).isEqualTo(202);
            node.kill();
            crowd.awaitEnd();
            assertThat(node.log()).doesNotContain("ERROR");
            return run.headers().firstValue("Location").orElseThrow();
        }
    }

    private void assertEveryKeyGivesTheSameDecision(Node node) {
        var integrator = node.as("integrator");
        var again = new HashMap<String, String>();
        crowd.sent.forEach((key, body) -> {
            var answer = integrator.post("/api/v1/decisions", body, "Idempotency-Key", key);
            assertThat(answer.status()).as(answer.text()).isIn(201, 202);
            again.put(key, answer.body().get("id").asText());
        });
        assertThat(again).containsAllEntriesOf(crowd.decided);
        assertThat(new HashSet<>(again.values())).hasSameSizeAs(again.keySet());
    }

    private void assertStoredOnce() {
        var file = folder.resolve("data").resolve("countersign").toAbsolutePath();
        var stored = new Invariants(new DriverManagerDataSource("jdbc:h2:file:" + file + ";IFEXISTS=TRUE", "sa", ""));
        stored.assertHold();
        assertThat(stored.pairs("select idempotency_key, id from decision"))
                .containsAllEntriesOf(crowd.decided)
                .containsOnlyKeys(crowd.sent.keySet());
        assertThat(stored.pairs("select task_id, person from verdict")).containsAllEntriesOf(crowd.verdicts);
        assertThat(stored.keys("select decision_id from outbox where kind = 'Reversed'"))
                .containsAll(crowd.vetoed);
    }
}
