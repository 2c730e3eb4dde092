package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeMap;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.audit.Trail;
import org.countersign.audit.TrailEntry;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policies;
import org.countersign.rehearsal.BackTestRun.State;
import org.countersign.routing.Routing;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CountersignTest
class RehearsalTests {

    @LocalServerPort
    private int port;

    @Autowired
    private BackTests backTests;

    @Autowired
    private Shadows shadows;

    @Autowired
    private Policies policies;

    @Autowired
    private Routing routing;

    @Autowired
    private Trail trail;

    @Test
    void showsWhatARaisedThresholdWouldHaveDone() {
        var from = Instant.now();
        for (int i = 0; i < 50; i++) {
            send(.5 + i / 100.0);
        }
        var to = Instant.now().plus(1, ChronoUnit.MINUTES);

        var run = ended(backTests.start(candidate(), from, to, "officer"));
        var again = ended(backTests.start(candidate(), from, run.to(), "officer"));

        var report = backTests.report("credit", run.id()).orElseThrow();
        assertThat(report.levels().total()).isEqualTo(50);
        assertThat(report.otherThanRecorded()).isZero();
        assertThat(report.levels().count(OversightLevel.AUTO_APPROVE, OversightLevel.HUMAN_IN_THE_LOOP))
                .isEqualTo(7)
                .isEqualTo(report.changed());
        assertThat(report.errorAfter().cannot()).startsWith("cannot be estimated: n = 0");
        assertThat(again.digest()).isEqualTo(run.digest());
    }

    @Test
    void runsAVersionBesideTheLiveOneWithoutEffect() {
        shadows.start(candidate(), "officer");
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.add(send(.93));
        }
        send(.99);

        await().until(() -> run().levels().total() == 6);
        shadows.stop("credit", "officer2");

        assertThat(run().levels().count(OversightLevel.AUTO_APPROVE, OversightLevel.HUMAN_IN_THE_LOOP))
                .isEqualTo(5);
        assertThat(shadows.differences("credit", 10))
                .extracting(ChangedCase::decisionId)
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(trail.entries("use-case:credit"))
                .extracting(TrailEntry::kind)
                .contains("ShadowStarted", "ShadowStopped");
    }

    private ShadowRun run() {
        return shadows.latest("credit").orElseThrow();
    }

    private BackTestRun ended(String id) {
        await().until(() -> backTests.find("credit", id).endedAt() != null);
        var run = backTests.find("credit", id);
        assertThat(run.state()).as(run.failure()).isEqualTo(State.DONE);
        return run;
    }

    /** What is in force, but for a higher threshold. */
    private Candidate candidate() {
        var inForce = policies.inForce("credit");
        var policy = policies.find("credit", inForce.policy());
        var files = new TreeMap<>(routing.files("credit", inForce.ruleSet()));
        var raised = Objects.requireNonNull(files.get("oversight.drl"))
                .replace("confidence >= 0.90 )", "confidence >= 0.97 )");
        assertThat(files.put("oversight.drl", raised)).isNotEqualTo(raised);
        return Candidate.of("raised", files, policy);
    }

    private String send(double confidence) {
        var answer = Caller.at(port, "integrator").post("/api/v1/decisions", """
                {"useCase": "credit", "case": {"checking_status": "A13", "duration_months": 24, "credit_history": "A32",
                 "purpose": "A43", "credit_amount": 2000, "savings": "A65"},
                 "prediction": {"label": "good", "confidence": %s}}""".formatted(confidence));
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body().get("id").asText();
    }
}
