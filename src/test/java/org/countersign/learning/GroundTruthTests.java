package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.decision.Actor;
import org.countersign.decision.Case;
import org.countersign.decision.DecisionEvent.Labelled;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** What later turned out to be right corrects and teaches; what the engine decided by itself teaches nothing. */
@CountersignTest
class GroundTruthTests {

    private static final String USE_CASE = "credit-truths";

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private Ledger ledger;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private Examples examples;

    @Autowired
    private TransactionTemplate transaction;

    private org.countersign.Desk desk;

    @BeforeEach
    void open() {
        trials.open(USE_CASE, text -> text, TrialUseCases.APPROVE_ALL, null);
        desk = new org.countersign.Desk(port, engine);
    }

    @Test
    void correctsTheOutcomeAndTeaches() {
        var id = sendUndrawn(3001);

        var told = tell(id, "bad");

        assertThat(told.status()).as(told.text()).isEqualTo(200);
        assertThat(told.body().path("status").asText()).isEqualTo("CORRECTED");
        assertThat(told.body().path("outcome").path("label").asText()).isEqualTo("bad");
        assertThat(ledger.examples(id)).containsExactly("GROUND_TRUTH bad -");
        assertThat(ledger.trail(id)).endsWith("TruthKnown", "Corrected", "Labelled");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect", "Corrected");
    }

    @Test
    void takesAnySpellingAndLeavesWhatWasRight() {
        var id = sendUndrawn(3002);

        var told = tell(id, "1");

        assertThat(told.body().path("status").asText()).isEqualTo("FINAL");
        assertThat(ledger.examples(id)).containsExactly("GROUND_TRUTH good -");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect");
    }

    @Test
    void takesTheSameTruthTwiceAndNoOther() {
        var id = sendUndrawn(3003);
        tell(id, "bad");

        var again = tell(id, "bad");
        var other = tell(id, "good");

        assertThat(again.status()).isEqualTo(200);
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text()).contains("told before, and it was bad");
        assertThat(ledger.examples(id)).hasSize(1);
        assertThat(ledger.trail(id)).filteredOn("Corrected"::equals).hasSize(1);
    }

    @Test
    void saysWhatItCannotTake() {
        var id = sendUndrawn(3004);

        assertThat(tell(id, "splendid").text()).contains("Labels are bad, good.", "/label");
        assertThat(desk.as("integrator").post(path(id), "{}").text()).contains("/label");
        assertThat(desk.as("worker").post(path(id), "{\"label\": \"bad\"}").status())
                .isEqualTo(403);
        assertThat(tell("nothing", "bad").status()).isEqualTo(404);
        assertThat(ledger.examples(id)).isEmpty();
    }

    @Test
    void waitsUntilAnOutcomeIsFinal() {
        var id = desk.send(org.countersign.Desk.credit(3005, "bad", .5));

        var told = tell(id, "bad");

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.text()).contains("no final outcome yet");
        assertThat(ledger.examples(id)).isEmpty();
        desk.label("worker", id, "bad");
    }

    /** Law 8. */
    @Test
    void neverLearnsFromWhatNoPersonLabelled() {
        var id = sendUndrawn(3006);

        assertThat(desk.decision(id).path("outcome").path("by").path("kind").asText())
                .isEqualTo("MODEL");
        assertThat(ledger.examples(id)).isEmpty();
        var event = new Labelled(
                id,
                Actor.ENGINE,
                Instant.EPOCH,
                USE_CASE,
                new Case(Map.of()),
                "good",
                new Provenance(How.REVIEW, "countersign", null, null),
                null);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> examples.on(event)))
                .hasMessageContaining("it is no person");
        assertThat(ledger.examples(id)).isEmpty();
    }

    @Test
    void showsWhatPeopleLabelledDifferently() {
        var id = sendUndrawn(3007);
        tell(id, "bad");
        var same = """
                [{"checking_status": "A14", "duration_months": 24, "credit_history": "A32", "purpose": "A43",
                  "savings": "A63", "credit_amount": 3007, "risk": "good"}]""";
        var imported = desk.as("owner").post("/api/v1/use-cases/" + USE_CASE + "/examples", same);
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);

        var listing = desk.as("owner")
                .get("/api/v1/use-cases/" + USE_CASE + "/examples/conflicts")
                .body();

        assertThat(listing.path("total").asInt()).isEqualTo(1);
        assertThat(labels(listing.path("conflicts").path(0)))
                .containsExactly("GROUND_TRUTH bad by integrator, counts", "IMPORT good by owner");
        assertThat(desk.as("worker")
                        .get("/api/v1/use-cases/" + USE_CASE + "/examples/conflicts")
                        .status())
                .isEqualTo(403);
    }

    private static Stream<String> labels(JsonNode conflict) {
        return Stream.of(0, 1)
                .map(i -> conflict.path("labels").path(i))
                .map(l -> l.path("how").asText() + " " + l.path("label").asText() + " by "
                        + l.path("by").asText()
                        + (l.path("counts").asBoolean() ? ", counts" : ""));
    }

    /** One that no spot check will touch. */
    private String sendUndrawn(int amount) {
        for (var i = 0; i < 20; i++) {
            var id = desk.send(org.countersign.Desk.caseOf(USE_CASE, amount, "good", .95));
            if (ledger.count("select count(*) from spot_check where decision_id = ?", id) == 0) {
                return id;
            }
        }
        throw new AssertionError("all of 20 were drawn");
    }

    private Answer tell(String id, String label) {
        return desk.as("integrator").post(path(id), "{\"label\": \"" + label + "\"}");
    }

    private static String path(String id) {
        return "/api/v1/decisions/" + id + "/ground-truth";
    }
}
