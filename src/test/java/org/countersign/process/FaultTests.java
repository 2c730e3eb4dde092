package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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

/** Law 1: any fault ends at a person, never at an approval. Law 2: the strictest wins. */
@CountersignTest
class FaultTests {

    private static final UnaryOperator<String> AS_IT_IS = UnaryOperator.identity();

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
    }

    @Test
    void noModelMeansAPerson() {
        trials.open("fault-no-model", AS_IT_IS, TrialUseCases.APPROVE_ALL, null);

        assertThat(fault(desk.start(Desk.unpredicted("fault-no-model")))).contains("no model is in force");
    }

    @Test
    void aModelThatIsNotThereMeansAPerson() {
        trials.open("fault-lost-model", AS_IT_IS, TrialUseCases.APPROVE_ALL, "fault-lost-model-7");

        assertThat(fault(desk.start(Desk.unpredicted("fault-lost-model")))).contains("predict failed");
    }

    @Test
    void aDamagedModelMeansAPerson() {
        trials.open("fault-damaged", AS_IT_IS, TrialUseCases.APPROVE_ALL, "fault-damaged-1");
        ledger.jdbc().sql("""
                insert into model (use_case, version, number, learner, status, trained_at, examples, digest, provenance)
                select 'fault-damaged', 'fault-damaged-1', 1, learner, status, trained_at, examples, digest, provenance
                from model where version = 'credit-1'""").update();
        ledger.jdbc().sql("""
                insert into model_part (use_case, version, name, slice, content)
                select 'fault-damaged', 'fault-damaged-1', name, slice, content || cast(x'00' as varbinary)
                from model_part where version = 'credit-1'""").update();

        assertThat(fault(desk.start(Desk.unpredicted("fault-damaged")))).contains("it is not what was stored");
    }

    @Test
    void brokenRulesMeanAPerson() {
        trials.open("fault-rules", AS_IT_IS, TrialUseCases.APPROVE_ALL, null);
        ledger.jdbc()
                .sql("update revision set content = '{\"files\": {\"oversight.drl\": \"rule half\"}}'"
                        + " where kind = 'RULES' and use_case = 'fault-rules'")
                .update();

        assertThat(fault(desk.start(Desk.caseOf("fault-rules", 2000, "good", 0.99))))
                .contains("cannot be built");
    }

    @Test
    void rulesThatAreNotThereMeanAPerson() {
        trials.open("fault-no-rules", AS_IT_IS, TrialUseCases.APPROVE_ALL, null);
        ledger.jdbc()
                .sql("delete from revision where kind = 'RULES' and use_case = 'fault-no-rules'")
                .update();

        assertThat(fault(desk.start(Desk.caseOf("fault-no-rules", 2000, "good", 0.99))))
                .contains("route failed");
    }

    @Test
    void rulesOfWhichNoneFiresMeanAPerson() {
        var rules = TrialUseCases.APPROVE_ALL.replace("Case()", "Case( credit_amount > 1000000 )");
        trials.open("fault-none-fires", AS_IT_IS, rules, null);
        var answer = desk.start(Desk.caseOf("fault-none-fires", 2000, "good", 0.99));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/route/level").asText()).isEqualTo("HUMAN_IN_THE_LOOP");
        assertThat(answer.body().at("/route/reasons").size()).isPositive();
    }

    @Test
    void aMissingValueThatARuleReadsMeansAPerson() {
        var rules = TrialUseCases.APPROVE_ALL.replace("Case()", "Case( age < 200 )");
        trials.open("fault-missing", AS_IT_IS, TrialUseCases.APPROVE_ALL + rules.replace("All", "Some"), null);
        var answer = desk.start(Desk.caseOf("fault-missing", 2000, "good", 0.99));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/route/reasons").toString()).contains("age");
    }

    @Test
    void aFaultyDecisionCanStillBeDecided() {
        trials.open("fault-decided", AS_IT_IS, TrialUseCases.APPROVE_ALL, null);
        var id = desk.send(Desk.unpredicted("fault-decided"));
        desk.label("worker", id, "bad");

        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("bad");
    }

    @Test
    void noCertificateMeansAPersonUnlessThePolicyWaivesIt() {
        trials.open(
                "clamp-required",
                text -> text.replace("assurance: advisory", "assurance: required"),
                TrialUseCases.APPROVE_ALL,
                null);
        var answer = desk.start(Desk.caseOf("clamp-required", 2000, "good", 0.99));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/route/reasons").toString()).contains("\"certificate\"");
    }

    @Test
    void thePolicysFloorRaisesWhatTheRulesApprove() {
        trials.open("clamp-floor", FaultTests::watched, TrialUseCases.APPROVE_ALL, null);
        var answer = desk.start(Desk.caseOf("clamp-floor", 2000, "good", 0.99));

        assertThat(answer.body().path("status").asText()).isEqualTo("PROVISIONAL");
        assertThat(answer.body().at("/route/reasons").toString()).contains("\"floor\"");
    }

    @Test
    void anEmptyGroupOfWatchersMeansAPerson() {
        trials.open(
                "clamp-unwatched",
                text -> watched(text).replace("queue: credit-supervision", "queue: nobody-watches"),
                TrialUseCases.APPROVE_ALL,
                null);
        var answer = desk.start(Desk.caseOf("clamp-unwatched", 2000, "good", 0.99));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().at("/route/reasons").toString()).contains("nobody is in nobody-watches");
    }

    @Test
    void aLostTransactionMeansAFreshOneAndAPerson() {
        var answer = desk.start(lost(1, UUID.randomUUID().toString()));

        // in words of ours: what was cut, and how, is for the log
        assertThat(fault(answer)).isEqualTo("recording failed: the database did not answer as it should");
        var id = answer.body().path("id").asText();
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed");
        desk.label("worker", id, "good");
        assertThat(desk.decision(id).path("status").asText()).isEqualTo("FINAL");
    }

    @Test
    void anErrorOfTheMachineMeansAFreshTransactionAndAPerson() {
        var answer = desk.start(lost(1, "memory-" + UUID.randomUUID()));

        assertThat(fault(answer))
                .isEqualTo("recording failed: an unexpected fault (OutOfMemoryError); the log says more");
        assertThat(ledger.trail(answer.body().path("id").asText())).containsExactly("Received", "Routed");
        var twice = desk.start(lost(2, "memory-" + UUID.randomUUID()));
        assertThat(twice.status()).isEqualTo(503);
    }

    @Test
    void anAssessmentThatFailsMeansAPerson() {
        trials.open("fault-assess", AS_IT_IS, TrialUseCases.APPROVE_ALL, null);
        ledger.jdbc().sql("""
                insert into certificate (id, use_case, model, policy, rule_set, level, segment, label, threshold, method,
                                         content, state, issued_at)
                select 'broken', use_case, 'risk-7', policy, rule_set, 'AUTO_APPROVE', '', 'good', 0.5, 'BATCH',
                       'broken', 'VALID', current_timestamp from in_force where use_case = 'fault-assess'""").update();
        try {
            assertThat(fault(desk.start(Desk.caseOf("fault-assess", 2000, "good", 0.99))))
                    .startsWith("assess failed: ");
        } finally {
            ledger.jdbc().sql("delete from certificate where id = 'broken'").update();
        }
    }

    @Test
    void aTransactionLostTwiceMeansThatNothingIsClaimed() {
        var mark = UUID.randomUUID().toString();
        var answer = desk.start(lost(2, mark));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(ledger.count("select count(*) from decision where request like ?", "%" + mark + "%"))
                .isZero();
        assertThat(ledger.count("select count(*) from trail where content like ?", "%" + mark + "%"))
                .isZero();

        assertThat(desk.start(lost(2, mark)).status()).isEqualTo(201);
    }

    private static String watched(String policy) {
        return policy.replace("floor: AUTO_APPROVE", "floor: HUMAN_ON_THE_LOOP");
    }

    static String lost(int times, String mark) {
        return Desk.credit(2000, "good", 0.95)
                .replace("\"useCase\"", "\"subject\": \"lost-%d-%s\", \"useCase\"".formatted(times, mark));
    }

    /** The reason of a decision that went to a person for a fault. */
    static String fault(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(answer.body().at("/route/level").asText()).isEqualTo("HUMAN_IN_THE_LOOP");
        assertThat(answer.body().at("/route/reasons/0/rule").asText()).isEqualTo("fault");
        return answer.body().at("/route/reasons/0/text").asText();
    }
}
