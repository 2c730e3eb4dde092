package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every path through decision.bpmn; the reviews that it calls have tests of their own. */
@CountersignTest
class DecisionPathsTests {

    private static final String SURE = Desk.credit(2000, "good", 0.95);
    private static final String FAIRLY_SURE = Desk.credit(2000, "good", 0.80);
    private static final String UNSURE = Desk.credit(2000, "good", 0.60);
    private static final String VETO = "{\"reasonCode\": \"income-doubtful\", \"comment\": \"payslip looks odd\"}";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    @Test
    void approvesWhatIsSureInTheSameCall() {
        var answer = desk.start(SURE);

        assertThat(answer.status()).isEqualTo(201);
        var id = answer.body().path("id").asText();
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/v1/decisions/" + id);
        assertThat(answer.body().path("status").asText()).isEqualTo("FINAL");
        assertThat(answer.body().at("/outcome/label").asText()).isEqualTo("good");
        assertThat(answer.body().at("/outcome/final").asBoolean()).isTrue();
        assertThat(answer.body().at("/outcome/by/kind").asText()).isEqualTo("MODEL");
        assertThat(answer.body().at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
        assertThat(answer.body().at("/route/reasons").toString()).contains("\"waiver\"");
        assertThat(answer.body().at("/route/spotCheckProbability").asDouble()).isEqualTo(0.05);
        assertThat(answer.body().has("vetoUntil")).isFalse();
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed", "TookEffect");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect");
        assertThat(desk.decision(id)).isEqualTo(answer.body());
    }

    @Test
    void asksTheChampionWhenNoPredictionIsBrought() {
        var answer = desk.start(Desk.unpredicted("credit"));

        assertThat(answer.status()).isIn(201, 202);
        assertThat(answer.body().at("/prediction/modelVersion").asText()).startsWith("credit-");
        assertThat(answer.body().at("/prediction/scores").size()).isEqualTo(2);
        assertThat(answer.body().at("/prediction/contributions/0").has("contribution"))
                .isTrue();
    }

    @Test
    void letsAFairlySureOneTakeEffectProvisionally() {
        var before = Instant.now();
        var answer = desk.start(FAIRLY_SURE);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().path("status").asText()).isEqualTo("PROVISIONAL");
        assertThat(answer.body().at("/outcome/final").asBoolean(true)).isFalse();
        var vetoUntil = Instant.parse(answer.body().path("vetoUntil").asText());
        assertThat(vetoUntil).isBetween(before.plusSeconds(1790), Instant.now().plusSeconds(1810));
        var task = desk.task(answer.body().path("id").asText());
        assertThat(task.getTaskDefinitionKey()).isEqualTo("supervise");
        assertThat(task.getDueDate()).isEqualTo(Date.from(vetoUntil.truncatedTo(ChronoUnit.MILLIS)));
    }

    @Test
    void standsWhenASupervisorConfirms() {
        var id = desk.send(FAIRLY_SURE);
        desk.decide("supervisor", id, "\"verdict\": \"CONFIRM\"");

        var decision = desk.decision(id);
        assertThat(decision.path("status").asText()).isEqualTo("FINAL");
        assertThat(decision.at("/outcome/final").asBoolean()).isTrue();
        assertThat(decision.at("/outcome/by/kind").asText()).isEqualTo("MODEL");
        assertThat(ledger.trail(id))
                .containsExactly("Received", "Routed", "TookEffect", "VerdictGiven", "Labelled", "Finalised");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect", "Finalised");
        assertThat(ledger.examples(id)).containsExactly("SUPERVISION good -");
        assertThat(ledger.entry(id, "Finalised")).startsWith("PERSON").contains("\"lapsed\":false");
    }

    @Test
    void recordsALapsedWindowAsLapsedAndLearnsNothingFromIt() {
        var id = desk.send(FAIRLY_SURE);
        letTheWindowLapse(id);

        assertThat(desk.decision(id).path("status").asText()).isEqualTo("FINAL");
        assertThat(ledger.entry(id, "Finalised")).startsWith("ENGINE").contains("\"lapsed\":true");
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed", "TookEffect", "Finalised");
        assertThat(ledger.examples(id)).isEmpty();
        assertThat(ledger.outbox(id)).containsExactly("TookEffect", "Finalised");
    }

    @Test
    void reversesAVetoedOneAndGivesItToAnotherPerson() {
        var id = desk.send(FAIRLY_SURE);
        var veto = desk.as("supervisor").post("/api/v1/decisions/" + id + "/veto", VETO);

        assertThat(veto.status()).as(veto.text()).isEqualTo(200);
        assertThat(veto.body().path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(veto.body().has("outcome")).isFalse();
        assertThat(ledger.outbox(id)).containsExactly("TookEffect", "Reversed");
        assertThat(ledger.entry(id, "Reversed")).contains("payslip looks odd");

        desk.label("worker", id, "bad");
        desk.decide("worker", id, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"other\"");

        var decision = desk.decision(id);
        assertThat(decision.path("status").asText()).isEqualTo("FINAL");
        assertThat(decision.at("/outcome/label").asText()).isEqualTo("bad");
        assertThat(decision.at("/outcome/by/name").asText()).isEqualTo("worker");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect", "Reversed", "TookEffect");
        assertThat(ledger.examples(id)).hasSize(1).first().asString().startsWith("REVIEW bad -");
    }

    @Test
    void needsAReasonCodeToVeto() {
        var id = desk.send(FAIRLY_SURE);
        var veto = desk.as("supervisor").post("/api/v1/decisions/" + id + "/veto", "{}");

        assertThat(veto.status()).isEqualTo(400);
        assertThat(veto.body().at("/errors/0/pointer").asText()).isEqualTo("/reasonCode");
        assertThat(desk.decision(id).path("status").asText()).isEqualTo("PROVISIONAL");
        assertThat(desk.task(id).getAssignee()).isNull();
    }

    @Test
    void refusesAVetoWhenTheWindowIsOver() {
        var id = desk.send(FAIRLY_SURE);
        letTheWindowLapse(id);
        var veto = desk.as("supervisor").post("/api/v1/decisions/" + id + "/veto", VETO);

        assertThat(veto.status()).isEqualTo(409);
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed", "TookEffect", "Finalised");
    }

    @Test
    void refusesAVetoAfterItsTimeThoughTheTimerHasNotFiredYet() {
        var id = desk.send(FAIRLY_SURE);
        ledger.jdbc()
                .sql("update decision set veto_until = created_at where id = ?")
                .param(id)
                .update();

        assertThat(desk.as("supervisor")
                        .post("/api/v1/decisions/" + id + "/veto", VETO)
                        .status())
                .isEqualTo(409);
        var task = desk.task(id).getId();
        desk.claim("supervisor", task);
        assertThat(desk.say("supervisor", task, "\"verdict\": \"CONFIRM\"").status())
                .isEqualTo(409);
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed", "TookEffect");
        letTheWindowLapse(id);
        assertThat(ledger.entry(id, "Finalised")).contains("\"lapsed\":true");
    }

    @Test
    void refusesAVetoOfWhoIsNotInTheGroupThatWatches() {
        var identity = (IdentityServiceImpl) engine.getIdentityService();
        if (identity.createUserQuery().userId("outsider").count() == 0) {
            var outsider = identity.newUser("outsider");
            outsider.setPassword("outsider");
            identity.saveUser(outsider, true);
            identity.createMembership("outsider", "supervisor");
        }
        var id = desk.send(FAIRLY_SURE);

        for (var user : List.of("outsider", "worker", "integrator", "officer", "admin")) {
            var veto = desk.as(user).post("/api/v1/decisions/" + id + "/veto", VETO);
            assertThat(veto.status()).as(user + veto.text()).isEqualTo(403);
        }
        assertThat(desk.decision(id).path("status").asText()).isEqualTo("PROVISIONAL");
    }

    @Test
    void waitsForAPersonWhenTheModelIsUnsure() {
        var answer = desk.start(UNSURE);
        var id = answer.body().path("id").asText();

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(answer.body().has("outcome")).isFalse();

        desk.label("worker", id, "good");

        var decision = desk.decision(id);
        assertThat(decision.path("status").asText()).isEqualTo("FINAL");
        assertThat(decision.at("/outcome/by/kind").asText()).isEqualTo("PERSON");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect");
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed", "VerdictGiven", "TookEffect", "Labelled");
    }

    @Test
    void takesEffectOnlyOnWhatTheLedgerSays() {
        var id = desk.send(UNSURE);
        var instance = engine.getRuntimeService()
                .createProcessInstanceQuery()
                .processInstanceBusinessKey(id)
                .processDefinitionKey("decision")
                .singleResult();

        assertThatThrownBy(() -> engine.getRuntimeService()
                        .createProcessInstanceModification(instance.getId())
                        .startBeforeActivity("takeEffect")
                        .execute())
                .hasStackTraceContaining("no closed review");
        assertThat(desk.decision(id).path("status").asText()).isEqualTo("AWAITING_REVIEW");
    }

    private void letTheWindowLapse(String id) {
        var management = engine.getManagementService();
        var timer = management
                .createJobQuery()
                .processInstanceId(desk.task(id).getProcessInstanceId())
                .timers()
                .singleResult();
        management.executeJob(timer.getId());
    }
}
