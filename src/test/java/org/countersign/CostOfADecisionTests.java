package org.countersign;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.function.Predicate;
import org.camunda.bpm.engine.HistoryService;
import org.countersign.decision.Decision;
import org.countersign.decision.Decisions;
import org.countersign.decision.OversightLevel;
import org.countersign.process.Intake;
import org.countersign.simulation.Worlds;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Pins what a decision asks of the database, in statements and rows: what is added here is paid by every decision. */
@CountersignTest
class CostOfADecisionTests {

    private static final int AUTO_APPROVED_TRIPS = 12;

    @Autowired
    Intake intake;

    @Autowired
    Decisions decisions;

    @Autowired
    HistoryService history;

    @Autowired
    ObjectMapper json;

    @LocalServerPort
    int port;

    @Test
    void anAutoApprovedDecisionIsSevenRows() {
        assertAutoApproved(least(Thread.currentThread()::equals, () -> start(surelyGood())));
    }

    @Test
    void askingOurModelCostsNoMoreThanABroughtPrediction() {
        var body = bodyThatOurModelApproves();

        assertAutoApproved(least(Thread.currentThread()::equals, () -> start(body)));
    }

    @Test
    void aPasswordIsNotLookedUpForEachCall() {
        var body = surelyGood().toString();
        var integrator = Caller.at(port, "integrator");

        assertAutoApproved(least(
                thread -> thread.getName().startsWith("http-nio"),
                () -> integrator.post(
                        "/api/v1/decisions",
                        body,
                        "Idempotency-Key",
                        UUID.randomUUID().toString())));
    }

    @Test
    void aDecisionThatWaitsForAPersonKeepsFullHistory() {
        var log = least(Thread.currentThread()::equals, () -> start(brought("good", 0.6)));

        assertThat(log.rows())
                .containsOnly(
                        entry("insert decision", 1),
                        entry("insert trail", 2),
                        entry("insert review", 1),
                        entry("insert act_ru_execution", 3),
                        entry("insert act_ru_task", 1),
                        entry("insert act_ru_identitylink", 1),
                        entry("insert act_ru_authorization", 1),
                        entry("insert act_ru_variable", 1),
                        entry("insert act_ge_bytearray", 1),
                        entry("insert act_hi_procinst", 2),
                        entry("insert act_hi_actinst", 5),
                        entry("insert act_hi_taskinst", 1),
                        entry("insert act_hi_identitylink", 1));
        assertThat(log.trips()).as(log.toString()).hasSizeLessThanOrEqualTo(28);
    }

    @Test
    void cockpitStillFindsAnAutoApprovedDecisionAndNothingBelowIt() {
        var id = start(surelyGood()).id();
        var instance = history.createHistoricProcessInstanceQuery()
                .processDefinitionKey("decision")
                .processInstanceBusinessKey(id)
                .finished()
                .singleResult();

        assertThat(instance).isNotNull();
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count())
                .isZero();
        var shown = Caller.at(port, "admin")
                .get("/engine-rest/history/process-instance?maxResults=2&processInstanceBusinessKey=" + id);
        assertThat(shown.body().findValuesAsText("state")).as(shown.toString()).contains("COMPLETED");
    }

    @Test
    void cockpitShowsWhereADecisionWaits() {
        var id = start(brought("good", 0.6)).id();
        var task = history.createHistoricTaskInstanceQuery()
                .processInstanceBusinessKey(id)
                .singleResult();

        assertThat(task.getTaskDefinitionKey()).isEqualTo("judge");
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(task.getRootProcessInstanceId())
                        .unfinished()
                        .list())
                .extracting(a -> a.getActivityId())
                .containsExactly("review");
        assertThat(Caller.at(port, "admin")
                        .get("/engine-rest/process-instance/" + task.getProcessInstanceId() + "/activity-instances")
                        .body()
                        .findValuesAsText("activityId"))
                .contains("judge");
    }

    @Test
    void theAnswerIsWhatTheLedgerHolds() {
        for (var body : new ObjectNode[] {bodyThatOurModelApproves(), surelyGood(), brought("good", 0.8)}) {
            var answered = start(body);

            assertThat(decisions.find(answered.id())).isEqualTo(answered);
        }
    }

    private static void assertAutoApproved(Statements.Log log) {
        assertThat(log.rows())
                .containsOnly(
                        entry("insert decision", 1),
                        entry("update decision", 1),
                        entry("insert trail", 3),
                        entry("insert outbox", 1),
                        entry("insert act_hi_procinst", 1),
                        entry("delete act_ru_authorization", 0));
        assertThat(log.trips()).as(log.toString()).hasSize(AUTO_APPROVED_TRIPS);
    }

    /** The least of some: one decision in twenty is drawn for a spot check, and some things are counted each second. */
    private static Statements.Log least(Predicate<Thread> threads, Runnable decision) {
        var least = Statements.during(threads, decision);
        for (int i = 0; i < 5; i++) {
            var log = Statements.during(threads, decision);
            least = log.trips().size() < least.trips().size() ? log : least;
        }
        return least;
    }

    private Decision start(ObjectNode body) {
        return intake.start(body, "integrator", UUID.randomUUID().toString()).decision();
    }

    private ObjectNode surelyGood() {
        return brought("good", 0.99);
    }

    private ObjectNode brought(String label, double confidence) {
        var body = body(7);
        body.putObject("prediction").put("label", label).put("confidence", confidence);
        return body;
    }

    private ObjectNode bodyThatOurModelApproves() {
        for (long i = 0; ; i++) {
            var body = body(i);
            if (start(body).routed().level() == OversightLevel.AUTO_APPROVE) {
                return body;
            }
        }
    }

    private ObjectNode body(long index) {
        var fields = Worlds.forUseCase("credit").at(7, index).subject().fields();
        var body = json.createObjectNode().put("useCase", "credit");
        body.set("case", json.valueToTree(fields));
        return body;
    }
}
