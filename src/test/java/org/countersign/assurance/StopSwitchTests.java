package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
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

    private Answer turn(String user, boolean stop, String reason) {
        return desk.as(user)
                .send(
                        "PUT",
                        "/api/v1/stop-switch",
                        "application/json",
                        "{\"scope\": \"%s\", \"stop\": %s, \"reason\": %s}".formatted(USE_CASE, stop, reason));
    }
}
