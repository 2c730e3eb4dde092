package org.countersign.learning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.TrialUseCases;
import org.countersign.decision.Aside;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.prediction.Learner;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Challengers judge what is decided, without effect and without anyone waiting for them. */
@CountersignTest
class ChallengerTests {

    private static final String USE_CASE = "credit-challenged";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private ExampleRows examples;

    @Autowired
    private TrainingRuns runs;

    @Autowired
    private ChallengerShadows shadows;

    /** The challenger has learned that large amounts go wrong; the caller says good to all, and so does the person to one. */
    @Test
    void isCountedBesideWhatDecidedAndWhatPeopleSaid() {
        trials.open(USE_CASE, text -> text, TrialUseCases.APPROVE_ALL, null);
        var desk = new org.countersign.Desk(port, engine);
        var by = new Provenance(How.IMPORT, "test", null, null);
        examples.insert(IntStream.range(0, 200)
                .mapToObj(i -> new Example(
                        USE_CASE + "-" + i,
                        USE_CASE,
                        null,
                        null,
                        new Case(Map.of("credit_amount", 100.0 * i)),
                        i < 100 ? "good" : "bad",
                        by,
                        Instant.EPOCH))
                .toList());
        var challenger = Objects.requireNonNull(
                runs.runNow(USE_CASE, Learner.LINEAR, "owner").challenger());

        var small = desk.send(org.countersign.Desk.caseOf(USE_CASE, 1000, "good", .9));
        var large = desk.send(org.countersign.Desk.caseOf(USE_CASE, 19_000, "good", .9));
        await().atMost(10, SECONDS).until(() -> shadows.of(USE_CASE, challenger).scored() == 2);
        truth(desk, small, "good");
        truth(desk, large, "bad");
        await().atMost(10, SECONDS).until(() -> shadows.of(USE_CASE, challenger).judged() == 2);

        assertThat(shadows.of(USE_CASE, challenger)).isEqualTo(new ChallengerShadow(challenger, 2, 1, 0, 0, 2, 2, 1));
        var card = desk.as("owner")
                .get("/api/v1/use-cases/" + USE_CASE + "/models/" + challenger + "/card")
                .body();
        assertThat(card.path("shadow").path("agreed").asInt()).isEqualTo(1);
        assertThat(desk.decision(large).path("prediction").path("label").asText())
                .isEqualTo("good");
    }

    @Test
    void dropsWhatIsTooMuchInsteadOfKeepingAnyoneWaiting() throws InterruptedException {
        var busy = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var done = new CountDownLatch(3);
        var aside = new Aside<Integer>("test", 2, 1, items -> {
            busy.countDown();
            awaitQuietly(go);
            items.forEach(i -> done.countDown());
        });

        aside.offer(1);
        busy.await();
        var taken = List.of(aside.offer(2), aside.offer(3), aside.offer(4), aside.offer(5));
        go.countDown();

        assertThat(taken).containsExactly(true, true, false, false);
        assertThat(done.await(10, SECONDS)).isTrue();
        aside.stop();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void truth(org.countersign.Desk desk, String id, String label) {
        var told = desk.as("integrator")
                .post("/api/v1/decisions/" + id + "/ground-truth", "{\"label\": \"" + label + "\"}");
        assertThat(told.status()).as(told.text()).isEqualTo(200);
    }
}
