package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.process.Intake;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CountersignTest
class StopSwitchTests {

    private static final String USE_CASE = "stoppable";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    @Autowired
    TrialUseCases trials;

    @Autowired
    StopSwitch stopSwitch;

    @Autowired
    Intake intake;

    @Autowired
    ObjectMapper json;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
        trials.open(USE_CASE, UnaryOperator.identity(), TrialUseCases.APPROVE_ALL, null);
    }

    @Test
    void onePersonStopsAnotherResumes() {
        assertThat(turn("supervisor", true, "\"drifting\"").status()).isEqualTo(204);
        assertThat(turn("supervisor2", true, "\"again\"").status()).isEqualTo(204);

        var stopped = desk.start(Desk.caseOf(USE_CASE, 2000, "good", 0.99));
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(stopped.body().at("/route/reasons").toString()).contains("stop switch");
        // others go on
        assertThat(desk.start(Desk.credit(2000, "good", 0.95)).status()).isEqualTo(201);

        var self = turn("supervisor", false, "\"all good\"");
        assertThat(self.status()).isEqualTo(409);
        assertThat(self.body().path("detail").asText()).contains("another person must resume");
        assertThat(desk.start(Desk.caseOf(USE_CASE, 2000, "good", 0.99)).status())
                .isEqualTo(202);

        assertThat(turn("officer", false, "\"checked\"").status()).isEqualTo(204);
        assertThat(desk.start(Desk.caseOf(USE_CASE, 2000, "good", 0.99)).status())
                .isEqualTo(201);
        assertThat(ledger.trail("use-case:" + USE_CASE)).containsExactly("StopSwitched", "StopSwitched");
    }

    @Test
    void isTurnedThroughTheEnginesDoorByThoseWhoMay() {
        trials.open("stoppable-by-process", UnaryOperator.identity(), TrialUseCases.APPROVE_ALL, null);
        var variables = """
                {"variables": {"scope": {"value": "stoppable-by-process", "type": "String"},
                  "reason": {"value": "%s", "type": "String"}}}""";
        for (var user : List.of("admin", "worker", "integrator", "owner")) {
            assertThat(startStop(user, variables.formatted("mine")).status())
                    .as(user)
                    .isIn(403, 404);
        }
        assertThat(startStop("supervisor", variables.formatted(" ")).text()).contains("Say why.");
        assertThat(startStop("supervisor", "{}").text()).contains("Send a use case");
        assertThat(startStop("supervisor", variables.replace("reason", "why")).text())
                .contains("Known are reason, scope");
        assertThat(ledger.trail("use-case:stoppable-by-process")).isEmpty();

        var stopped = startStop("supervisor", variables.formatted("drifting"));

        assertThat(stopped.status()).as(stopped.text()).isEqualTo(200);
        assertThat(desk.start(Desk.caseOf("stoppable-by-process", 2000, "good", 0.99))
                        .status())
                .isEqualTo(202);
        assertThat(ledger.entry("use-case:stoppable-by-process", "StopSwitched"))
                .contains("PERSON", "drifting");
        assertThat(turn("supervisor", "stoppable-by-process", false, "\"x\"").status())
                .isEqualTo(409);
    }

    private Answer startStop(String user, String body) {
        return desk.as(user).post("/engine-rest/process-definition/key/stop/start", body);
    }

    @Test
    void needsAReasonAndAScopeThatThereIs() {
        assertThat(turn("supervisor", true, "\"  \"")
                        .body()
                        .at("/errors/0/pointer")
                        .asText())
                .isEqualTo("/reason");
        assertThat(turn("supervisor", true, "\"" + "x".repeat(4001) + "\"").status())
                .isEqualTo(400);
        assertThat(desk.as("supervisor")
                        .send(
                                "PUT",
                                "/api/v1/stop-switch",
                                "application/json",
                                "{\"scope\": \"nowhere\", \"stop\": true, \"reason\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(turn("worker", true, "\"x\"").status()).isEqualTo(403);
        assertThat(turn("integrator", true, "\"x\"").status()).isEqualTo(403);
    }

    @Test
    void stopsOneSegmentAndNoOther() {
        var segmented = "stoppable-in-parts";
        trials.open(
                segmented,
                text -> text.replace("  assurance:", "  segments: [purpose, savings]\n  assurance:"),
                TrialUseCases.APPROVE_ALL,
                null);
        var scope = segmented + "/purpose=A43;savings=A63";
        assertThat(turn("supervisor", segmented + "/purpose=A43", true, "\"x\"")
                        .body()
                        .at("/errors/0/mend")
                        .asText())
                .contains("purpose=A43;savings=A63");
        assertThat(turn("supervisor", scope, true, "\"drifting\"").status()).isEqualTo(204);

        var here = Desk.caseOf(segmented, 2000, "good", 0.99);
        var stopped = desk.start(here);
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(desk.start(here.replace("A43", "A42")).status()).isEqualTo(201);
        assertThat(desk.as("auditor").get("/api/v1/stop-switch").body().findValuesAsText("scope"))
                .contains(scope);
        assertThat(ledger.texts(
                        "select ruled || ' ' || segment from decision where id = ?",
                        stopped.body().path("id").asText()))
                .containsExactly("AUTO_APPROVE purpose=A43;savings=A63");

        assertThat(turn("supervisor2", scope, false, "\"looked into\"").status())
                .isEqualTo(204);
        assertThat(desk.start(here).status()).isEqualTo(201);
        assertThat(ledger.texts("select content from trail where stream = ?", "use-case:" + segmented))
                .hasSize(2)
                .allSatisfy(entry -> assertThat(entry).contains("\"segment\":\"purpose=A43;savings=A63\""));
    }

    /** Many at once, so that some are between looking at the switch and their commit when it is turned. */
    @Test
    void noDecisionSlipsPastAStopThatIsCommitted() throws Exception {
        var crowded = "stoppable-under-load";
        // the queue of credit would be full of these
        trials.open(crowded, text -> text.replace(": credit-", ": crowd-"), TrialUseCases.APPROVE_ALL, null);
        var body = json.readTree(Desk.caseOf(crowded, 2000, "good", 0.99));
        var going = new AtomicBoolean(true);
        var threads = Executors.newFixedThreadPool(8);
        try {
            var work = IntStream.range(0, 8)
                    .mapToObj(i -> threads.submit(() -> {
                        while (going.get()) {
                            intake.start(body, "integrator", null);
                        }
                    }))
                    .toList();
            for (var round = 0; round < 10; round++) {
                var before = decided(crowded);
                await().until(() -> decided(crowded) > before + 20);
                stopSwitch.turn(crowded, true, "supervisor", "round " + round);
                var approved = approved(crowded);
                var reviewed = decided(crowded);
                await().until(() -> decided(crowded) > reviewed + 20);
                assertThat(approved(crowded)).isEqualTo(approved);
                stopSwitch.turn(crowded, false, "supervisor2", "round " + round);
            }
            going.set(false);
            for (var one : work) {
                one.get();
            }
        } finally {
            going.set(false);
            threads.shutdownNow();
        }
    }

    private long decided(String useCase) {
        return ledger.count("select count(*) from decision where use_case = ?", useCase);
    }

    private long approved(String useCase) {
        return ledger.count("select count(*) from decision where use_case = ? and level = 'AUTO_APPROVE'", useCase);
    }

    private Answer turn(String user, boolean stop, String reason) {
        return turn(user, USE_CASE, stop, reason);
    }

    private Answer turn(String user, String scope, boolean stop, String reason) {
        return desk.as(user)
                .send(
                        "PUT",
                        "/api/v1/stop-switch",
                        "application/json",
                        "{\"scope\": \"%s\", \"stop\": %s, \"reason\": %s}".formatted(scope, stop, reason));
    }
}
