package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.decision.Decisions;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people decide becomes an example, with all that weighing it takes, or nothing happens at all. */
@CountersignTest
class FeedbackTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String THIRD = "third-person";

    private final Set<String> started = new HashSet<>();

    @LocalServerPort
    private int port;

    @Autowired
    private ExampleRows examples;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Decisions decisions;

    @Autowired
    private RuntimeService engine;

    @Autowired
    private ManagementService jobs;

    @Autowired
    private IdentityService identities;

    @Test
    void keepsWhoReviewedAndWhatTheySaidBeforeTheySawTheAnswer() {
        var decision = send(1201, "good", .5);

        judge("worker", 1201, "bad");
        desk("worker").keep(desk("worker").task("RECONSIDER", amount(1201)), "bad", "income-doubtful");

        var example = only(decision);
        assertThat(example.label()).isEqualTo("bad");
        assertThat(example.provenance()).isEqualTo(new Provenance(How.REVIEW, "worker", "bad", 1.0));
        assertThat(example.subject())
                .isEqualTo(decisions.find(decision).request().subjectCase());
    }

    @Test
    void keepsTheBlindJudgementOfWhoeverThenAgreedWithTheModel() {
        var decision = send(1202, "good", .5);

        judge("worker", 1202, "bad");
        var again = desk("worker").task("RECONSIDER", amount(1202));
        desk("worker").say(again, JSON.createObjectNode().put("verdict", "CONFIRM"));

        assertThat(only(decision).label()).isEqualTo("good");
        assertThat(only(decision).provenance()).isEqualTo(new Provenance(How.REVIEW, "worker", "bad", 1.0));
    }

    @Test
    void saysWhenTwoPeopleAgreed() {
        var decision = send(16_203, "bad", .5);

        judge("supervisor", 16_203, "bad");
        judge("SECOND_OPINION", "supervisor2", 16_203, "bad");

        assertThat(only(decision).provenance()).isEqualTo(new Provenance(How.DOUBLE, "supervisor2", "bad", 1.0));
    }

    @Test
    void saysWhenAThirdPersonHadTheLastWord() {
        var decision = send(16_204, "bad", .5);
        hireThirdPerson();

        judge("supervisor", 16_204, "bad");
        judge("SECOND_OPINION", "supervisor2", 16_204, "good");
        judge("ADJUDICATE", THIRD, 16_204, "good");
        desk(THIRD).keep(desk(THIRD).task("RECONSIDER", amount(16_204)), "good", "income-doubtful");

        assertThat(only(decision).label()).isEqualTo("good");
        assertThat(only(decision).provenance()).isEqualTo(new Provenance(How.ADJUDICATED, THIRD, "bad", 1.0));
    }

    @Test
    void takesASupervisorsConfirmationForALabelThatNobodyGaveBlind() {
        var decision = send(1205, "good", .8);

        var task = desk("supervisor").task("SUPERVISE", amount(1205));
        desk("supervisor").claim(task);
        assertThat(desk("supervisor")
                        .say(task, JSON.createObjectNode().put("verdict", "CONFIRM"))
                        .status())
                .isEqualTo(204);

        assertThat(only(decision).provenance()).isEqualTo(new Provenance(How.SUPERVISION, "supervisor", null, null));
    }

    @Test
    void leavesOpenHowLikelyAVetoedCaseWasToBeReviewed() {
        var decision = send(1206, "good", .8);

        var veto = as("supervisor")
                .post("/api/v1/decisions/" + decision + "/veto", "{\"reasonCode\": \"income-doubtful\"}");
        assertThat(veto.status()).isEqualTo(200);
        judge("worker", 1206, "bad");
        desk("worker").keep(desk("worker").task("RECONSIDER", amount(1206)), "bad", "income-doubtful");

        assertThat(only(decision).provenance()).isEqualTo(new Provenance(How.REVIEW, "worker", "bad", null));
    }

    @Test
    void takesSilenceForNoLabel() {
        var decision = send(1207, "good", .8);

        var timer = jobs.createJobQuery().timers().list().stream()
                .filter(job ->
                        engine
                                .createProcessInstanceQuery()
                                .processInstanceId(job.getProcessInstanceId())
                                .list()
                                .stream()
                                .anyMatch(i -> decision.equals(i.getBusinessKey())))
                .findFirst()
                .orElseThrow();
        jobs.executeJob(timer.getId());

        assertThat(get(decision).path("status").asText()).isEqualTo("FINAL");
        assertThat(of(decision)).isEmpty();
    }

    @Test
    void saysWithWhatProbabilityACaseWasDrawnForASpotCheck() {
        var decision = sendUntilDrawn(1208);

        judge("worker2", 1208, "bad");
        desk("worker2").keep(desk("worker2").task("RECONSIDER", amount(1208)), "bad", "income-doubtful");

        assertThat(only(decision).provenance()).isEqualTo(new Provenance(How.SPOT_CHECK, "worker2", "bad", .05));
        assertThat(get(decision).path("status").asText()).isEqualTo("CORRECTED");
    }

    @Test
    void takesNoVerdictWhoseExampleCannotBeKept() {
        var decision = send(1209, "bad", .5);
        var task = desk("worker").task("JUDGE", amount(1209));
        desk("worker").claim(task);
        var subject = decisions.find(decision).request().subjectCase();
        examples.insert(List.of(new Example(
                decision + "-REVIEW",
                "credit",
                null,
                null,
                subject,
                "good",
                new Provenance(How.IMPORT, "x", null, null),
                Instant.EPOCH)));

        var word = JSON.createObjectNode().put("verdict", "LABEL").put("label", "bad");
        var refused = desk("worker").say(task, word);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(get(decision).path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(jdbc.sql("select count(*) from verdict where decision_id = ?")
                        .param(decision)
                        .query(Integer.class)
                        .single())
                .isZero();

        jdbc.sql("delete from example where id = ?").param(decision + "-REVIEW").update();
        assertThat(desk("worker").say(task, word).status()).isEqualTo(204);
        assertThat(only(decision).label()).isEqualTo("bad");
    }

    @AfterEach
    void clear() {
        identities.deleteUser(THIRD);
        for (var decision : started) {
            engine.createProcessInstanceQuery()
                    .processInstanceBusinessKey(decision)
                    .rootProcessInstances()
                    .list()
                    .forEach(i -> engine.deleteProcessInstance(i.getId(), "the test is over", true));
        }
    }

    /** Each test has an amount of its own, by which people tell its case from those of other tests. */
    private String send(int amount, String label, double confidence) {
        var body = JSON.createObjectNode().put("useCase", "credit");
        body.putObject("case")
                .put("checking_status", "A14")
                .put("duration_months", 12)
                .put("credit_history", "A32")
                .put("purpose", "A43")
                .put("credit_amount", amount)
                .put("savings", "A64")
                .put("age", 40);
        body.putObject("prediction").put("label", label).put("confidence", confidence);
        var answer = as("integrator").post("/api/v1/decisions", body.toString());
        assertThat(answer.status()).as(answer.text()).isBetween(201, 202);
        var id = answer.body().path("id").asText();
        started.add(id);
        return id;
    }

    private String sendUntilDrawn(int amount) {
        for (var i = 0; i < 500; i++) {
            var decision = send(amount, "good", .95);
            if (decisions.find(decision).routed().drawn()) {
                return decision;
            }
        }
        throw new AssertionError("none of 500 was drawn, which has probability 7e-12");
    }

    private void judge(String person, int amount, String label) {
        judge("JUDGE", person, amount, label);
    }

    private void judge(String stage, String person, int amount, String label) {
        desk(person).judge(desk(person).task(stage, amount(amount)), label);
    }

    private void hireThirdPerson() {
        var user = identities.newUser(THIRD);
        user.setPassword(THIRD);
        ((IdentityServiceImpl) identities).saveUser(user, true);
        List.of("supervisor", "credit-escalation").forEach(group -> identities.createMembership(THIRD, group));
    }

    private static Predicate<JsonNode> amount(int amount) {
        return shown -> Desk.field(shown, "Amount in DM").equals("%,d".formatted(amount));
    }

    private List<Example> of(String decision) {
        return List.of(true, false).stream()
                .flatMap(heldBack -> examples.list("credit", heldBack).stream())
                .filter(e -> decision.equals(e.decisionId()))
                .toList();
    }

    private Example only(String decision) {
        assertThat(of(decision)).hasSize(1);
        return of(decision).get(0);
    }

    private JsonNode get(String decision) {
        return as("auditor").get("/api/v1/decisions/" + decision).body();
    }

    private Desk desk(String person) {
        return new Desk(as(person));
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
