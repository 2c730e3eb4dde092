package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Decisions that enter by the engine's own REST meet the same laws. */
@CountersignTest
class EngineStartTests {

    private static final String CASE = "{\\\"checking_status\\\": \\\"A14\\\", \\\"duration_months\\\": 24,"
            + " \\\"credit_history\\\": \\\"A32\\\", \\\"purpose\\\": \\\"A43\\\", \\\"savings\\\": \\\"A63\\\", \\\"credit_amount\\\": 2000.0}";

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
    void decidesAsOurOwnDoorDoes() {
        var sure = start(variables(0.95, ""));
        var unsure = start(variables(0.60, ""));

        assertThat(sure.status()).as(sure.text()).isEqualTo(200);
        assertThat(sure.body().path("ended").asBoolean()).isTrue();
        var approved = desk.decision(sure.body().path("businessKey").asText());
        assertThat(approved.path("status").asText()).isEqualTo("FINAL");
        assertThat(approved.at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
        assertThat(unsure.body().path("ended").asBoolean(true)).isFalse();
        var waiting = unsure.body().path("businessKey").asText();
        assertThat(desk.decision(waiting).path("status").asText()).isEqualTo("AWAITING_REVIEW");
        desk.label("worker", waiting, "good");
        assertThat(desk.decision(waiting).path("status").asText()).isEqualTo("FINAL");
    }

    @Test
    void leavesNoVariableAnywhere() {
        var bytes = ledger.count("select count(*) from act_ge_bytearray where name_ <> 'shown' or name_ is null");
        var answers = List.of(start(variables(0.95, "")), start(variables(0.80, "")), start(variables(0.60, "")));

        for (var answer : answers) {
            assertThat(answer.status()).isEqualTo(200);
            // the level is told to callers at our own door, too
            answer.body()
                    .path("variables")
                    .fieldNames()
                    .forEachRemaining(name -> assertThat(name).isIn("level", "vetoUntil"));
            assertThat(answer.body().path("variables").toString()).doesNotContain("good", "A14", "0.9", "0.8", "0.6");
            var key = answer.body().path("businessKey").asText();
            assertThat(ledger.texts("""
                    select v.name_ from act_ru_variable v join act_ru_execution e on v.proc_inst_id_ = e.proc_inst_id_
                    where e.business_key_ = ? and v.task_id_ is null""", key)).isEmpty();
        }
        assertThat(ledger.count("select count(*) from act_hi_varinst")).isZero();
        assertThat(ledger.count("select count(*) from act_hi_detail")).isZero();
        assertThat(ledger.count("select count(*) from act_ge_bytearray where name_ <> 'shown' or name_ is null"))
                .isEqualTo(bytes);
    }

    @Test
    void refusesAVariableThatThereIsNot() {
        var answer = start(variables(0.95, ", \"colour\": {\"value\": \"blue\", \"type\": \"String\"}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains("variables/colour: ", "There is no such variable.");
    }

    @Test
    void refusesWhatThePolicyDoesNotKnow() {
        var before = ledger.count("select count(*) from decision");
        var answer = start(variables(0.95, "").replace("A43", "A99"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains("case/purpose: ");
        assertThat(ledger.count("select count(*) from decision")).isEqualTo(before);
    }

    @Test
    void pointsToAVariableWhoseNameNeedsEscaping() {
        var answer = start(variables(0.95, ", \"a/b~\": {\"value\": 1}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).startsWith("variables/a~1b~0: ");
    }

    @Test
    void givesTheBusinessKeyItself() {
        var answer = desk.as("integrator")
                .post(
                        "/engine-rest/process-definition/key/decision/start",
                        "{\"businessKey\": \"mine\", \"variables\": {%s}}".formatted(variables(0.95, "")));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains("businessKey: ");
    }

    @Test
    void givesTheFirstInstanceForARepeatedKey() {
        var key = ", \"idempotencyKey\": {\"value\": \"%s\", \"type\": \"String\"}".formatted(UUID.randomUUID());
        var first = start(variables(0.95, key));
        var again = start(variables(0.95, key));
        var other = start(variables(0.96, key));

        assertThat(first.status()).isEqualTo(200);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.body().path("id")).isEqualTo(first.body().path("id"));
        assertThat(again.body().path("businessKey")).isEqualTo(first.body().path("businessKey"));
        assertThat(again.body().path("ended").asBoolean()).isTrue();
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.body().path("message").asText()).contains("came before with another body");
    }

    @Test
    void bothDoorsKnowEachOthersKeys() {
        var key = UUID.randomUUID().toString();
        var first = start(
                variables(0.95, ", \"idempotencyKey\": {\"value\": \"%s\", \"type\": \"String\"}".formatted(key)));
        var again = desk.start(Desk.credit(2000, "good", 0.95), "Idempotency-Key", key);

        assertThat(again.body().path("id")).isEqualTo(first.body().path("businessKey"));
    }

    @Test
    void refusesAKeyThatIsNone() {
        var answer = start(variables(
                0.95, ", \"idempotencyKey\": {\"value\": \"%s\", \"type\": \"String\"}".formatted("k".repeat(201))));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).contains("variables/idempotencyKey: ");
    }

    @Test
    void givesADecisionWhoseTransactionWasLostToAPerson() {
        var subject = ", \"subject\": {\"value\": \"lost-1-%s\", \"type\": \"String\"}".formatted(UUID.randomUUID());
        var answer = start(variables(0.95, subject));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("ended").asBoolean(true)).isFalse();
        var decision = desk.decision(answer.body().path("businessKey").asText());
        assertThat(decision.path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(decision.at("/route/reasons/0/text").asText()).contains("recording failed");
    }

    @Test
    void givesADecisionThatMetAnErrorOfTheMachineToAPerson() {
        var subject =
                ", \"subject\": {\"value\": \"lost-1-memory-%s\", \"type\": \"String\"}".formatted(UUID.randomUUID());
        var answer = start(variables(0.95, subject));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var decision = desk.decision(answer.body().path("businessKey").asText());
        assertThat(decision.path("status").asText()).isEqualTo("AWAITING_REVIEW");
    }

    @Test
    void tellsTheCallerLaterWhatTookEffectBecauseTheEnginesAnswerDoesNot() {
        var sure = start(variables(0.95, "")).body().path("businessKey").asText();
        var watched = start(variables(0.80, "")).body().path("businessKey").asText();

        assertThat(ledger.outbox(sure)).containsExactly("TookEffect");
        assertThat(ledger.outbox(watched)).containsExactly("TookEffect");
    }

    @Test
    void claimsNothingWhenTheTransactionIsLostTwice() {
        var mark = UUID.randomUUID().toString();
        var answer = start(
                variables(0.95, ", \"subject\": {\"value\": \"lost-2-%s\", \"type\": \"String\"}".formatted(mark)));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body().path("message").asText()).contains("could not be recorded");
        assertThat(ledger.count("select count(*) from decision where request like ?", "%" + mark + "%"))
                .isZero();
    }

    private Answer start(String variables) {
        return desk.as("integrator")
                .post(
                        "/engine-rest/process-definition/key/decision/start",
                        "{\"withVariablesInReturn\": true, \"variables\": {%s}}".formatted(variables));
    }

    private static String variables(double confidence, String more) {
        return """
                "useCase": {"value": "credit", "type": "String"},
                "case": {"value": "%s", "type": "Json"},
                "prediction": {"value": "{\\"label\\": \\"good\\", \\"confidence\\": %s}", "type": "Json"}%s""".formatted(CASE, confidence, more);
    }
}
