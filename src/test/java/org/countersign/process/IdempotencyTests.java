package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Law 7: same key and body, the same decision; same key, other body, 409. */
@CountersignTest
class IdempotencyTests {

    private static final String KEY = "Idempotency-Key";
    private static final int THREADS = 8;

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    private final String key = UUID.randomUUID().toString();
    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    @Test
    void givesTheFirstAnswerAgain() {
        var body = Desk.credit(2000, "good", 0.95);
        var first = desk.start(body, KEY, key);
        var again = desk.start(body, KEY, key);
        var spacedOtherwise = desk.start(body.replace(",", " ,\n"), KEY, key);

        assertThat(again.status()).isEqualTo(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(spacedOtherwise.body()).isEqualTo(first.body());
        assertThat(ledger.count("select count(*) from decision where idempotency_key = ?", key))
                .isEqualTo(1);
    }

    @Test
    void givesTheSameDecisionWithTheFirstStatusCodeAsItStandsByThen() {
        var watched = Desk.credit(2000, "good", 0.80);
        var id = desk.start(watched, KEY, key).body().path("id").asText();
        desk.as("supervisor").post("/api/v1/decisions/" + id + "/veto", "{\"reasonCode\": \"other\"}");
        var vetoed = desk.start(watched, KEY, key);

        assertThat(vetoed.status()).isEqualTo(201);
        assertThat(vetoed.body()).isEqualTo(desk.decision(id));
        assertThat(vetoed.body().path("status").asText()).isEqualTo("AWAITING_REVIEW");

        var unsure = Desk.credit(2000, "good", 0.60);
        var other = desk.start(unsure, KEY, key + "2").body().path("id").asText();
        desk.label("worker", other, "good");
        var reviewed = desk.start(unsure, KEY, key + "2");

        assertThat(reviewed.status()).isEqualTo(202);
        assertThat(reviewed.body()).isEqualTo(desk.decision(other));
        assertThat(reviewed.body().path("status").asText()).isEqualTo("FINAL");
    }

    @Test
    void refusesAnotherBody() {
        desk.start(Desk.credit(2000, "good", 0.95), KEY, key);
        var other = desk.start(Desk.credit(2001, "good", 0.95), KEY, key);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().path("detail").asText()).contains("came before with another body");
    }

    @Test
    void letsEachCallerHaveKeysOfItsOwn() {
        var body = Desk.credit(2000, "good", 0.95);
        var integrators = desk.start(body, KEY, key);
        var admins = desk.as("admin").post("/api/v1/decisions", body, KEY, key);

        assertThat(admins.status()).isEqualTo(201);
        assertThat(admins.body().path("id")).isNotEqualTo(integrators.body().path("id"));
    }

    @Test
    void makesOneDecisionOfRacingRetries() {
        var body = Desk.credit(2000, "good", 0.60);
        var together = new CyclicBarrier(THREADS);
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var calls = IntStream.range(0, THREADS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> {
                                await(together);
                                return desk.start(body, KEY, key);
                            },
                            threads))
                    .toList();
            var ids = calls.stream()
                    .map(CompletableFuture::join)
                    .peek(a -> assertThat(a.status()).as(a.text()).isEqualTo(202))
                    .map(a -> a.body().path("id").asText())
                    .distinct()
                    .toList();

            assertThat(ids).hasSize(1);
            assertThat(desk.tasks(ids.get(0))).hasSize(1);
            assertThat(ledger.count("select count(*) from decision where idempotency_key = ?", key))
                    .isEqualTo(1);
            assertThat(desk.decision(ids.get(0)).at("/route/reasons").toString())
                    .doesNotContain("recording failed");
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesKeysThatAreNone() {
        var body = Desk.credit(2000, "good", 0.95);

        assertThat(desk.start(body, KEY, " ").status()).isEqualTo(400);
        assertThat(desk.start(body, KEY, "k".repeat(201)).status()).isEqualTo(400);
        assertThat(desk.start(body, KEY, key + "k".repeat(200 - key.length())).status())
                .isEqualTo(201);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
