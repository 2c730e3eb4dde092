package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every path through review.bpmn. Law 5: two persons means two persons. Law 6: a verdict binds to what was shown. */
@CountersignTest
class ReviewPathsTests {

    private static final String UNSURE = Desk.credit(2000, "good", 0.60);
    private static final String FOUR_EYES = Desk.credit(16_000, "good", 0.90);
    private static final String TRIAGE = """
            {"useCase": "triage", "case": {"clump_thickness": 2, "cell_size_uniformity": 1, "cell_shape_uniformity": 1,
             "marginal_adhesion": 1, "single_epithelial_size": 2, "bare_nuclei": 1, "bland_chromatin": 1,
             "normal_nucleoli": 1, "mitoses": 1}, "prediction": {"label": "benign", "confidence": 0.97}}""";

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
        var identity = (IdentityServiceImpl) engine.getIdentityService();
        if (identity.createUserQuery().userId("arbiter").count() == 0) {
            var arbiter = identity.newUser("arbiter");
            arbiter.setPassword("arbiter");
            identity.saveUser(arbiter, true);
            for (var group : List.of("case-worker", "credit-escalation")) {
                identity.createMembership("arbiter", group);
            }
        }
    }

    @Test
    void isDoneWhenABlindJudgementIsTheModels() {
        var id = desk.send(UNSURE);
        desk.label("worker", id, "good");

        assertThat(desk.tasks(id)).isEmpty();
        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("good");
        assertThat(ledger.texts("select kind || ' ' || blind from verdict where decision_id = ?", id))
                .containsExactly("LABEL TRUE");
        assertThat(ledger.examples(id)).hasSize(1).first().asString().startsWith("REVIEW good 1");
    }

    @Test
    void showsTheAnswerToTheSamePersonWhenTheyDiffer() {
        var id = desk.send(UNSURE);
        desk.label("worker", id, "bad");

        var again = desk.task(id);
        assertThat(again.getTaskDefinitionKey()).isEqualTo("reconsider");
        assertThat(again.getAssignee()).isEqualTo("worker");
        assertThat(desk.shown("worker", again.getId()).at("/answer/name").asText())
                .isEqualTo("good");
        assertThat(desk.shown("worker", again.getId()).at("/guidance").asText()).contains("Bad risk");
        for (var other : List.of("worker2", "supervisor")) {
            assertThat(desk.claim(other, again.getId()).status()).as(other).isIn(403, 404);
        }
    }

    @Test
    void keepsTheFirstJudgementWhenThePersonKeepsIt() {
        var id = desk.send(UNSURE);
        desk.label("worker", id, "bad");
        desk.decide("worker", id, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"data-wrong\"");

        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("bad");
    }

    @Test
    void remembersTheFirstJudgementWhenThePersonChangesIt() {
        var id = desk.send(UNSURE);
        desk.label("worker", id, "bad");
        desk.decide("worker", id, "\"verdict\": \"CONFIRM\"");

        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("good");
        assertThat(ledger.texts("select label || blind_judgement from example where decision_id = ?", id))
                .containsExactly("goodbad");
    }

    @Test
    void hidesTheCaseFromWhoAbstainedAtEveryDoor() {
        var id = desk.send(UNSURE);
        desk.decide("worker", id, "\"verdict\": \"ABSTAIN\", \"category\": \"conflict-of-interest\"");

        var task = desk.task(id);
        assertThat(task.getTaskDefinitionKey()).isEqualTo("judge");
        assertThat(task.getAssignee()).isNull();
        var worker = desk.as("worker");
        assertThat(worker.get("/api/v1/review-tasks").text()).doesNotContain(task.getId());
        assertThat(worker.get("/engine-rest/task?maxResults=2000").text()).doesNotContain(task.getId());
        assertThat(desk.as("worker2")
                        .get("/engine-rest/task?maxResults=2000&taskId=" + task.getId())
                        .text())
                .contains(task.getId());
        assertThat(worker.get("/engine-rest/task/" + task.getId()).status()).isIn(403, 404);
        assertThat(worker.get("/engine-rest/task/" + task.getId() + "/form-variables")
                        .status())
                .isIn(403, 404);
        assertThat(worker.get("/engine-rest/task/" + task.getId() + "/variables")
                        .status())
                .isIn(403, 404);
        assertThat(worker.get("/api/v1/review-tasks/" + task.getId()).status()).isEqualTo(404);
        var claim = "{\"userId\": \"worker\"}";
        assertThat(worker.post("/engine-rest/task/" + task.getId() + "/claim", claim)
                        .status())
                .isEqualTo(403);
        assertThat(desk.claim("worker", task.getId()).status()).isEqualTo(404);
        var complete = "{\"variables\": {\"label\": {\"value\": \"good\", \"type\": \"String\"}}}";
        assertThat(worker.post("/engine-rest/task/" + task.getId() + "/complete", complete)
                        .status())
                .isEqualTo(403);
        assertThat(worker.post("/engine-rest/task/" + task.getId() + "/submit-form", complete)
                        .status())
                .isEqualTo(403);
        // not even when an administrator hands it over
        var assign = desk.as("admin").post("/engine-rest/task/" + task.getId() + "/assignee", claim);
        assertThat(assign.status()).isEqualTo(403);
        assertThat(assign.text()).contains("has had a say in this case already");

        desk.label("worker2", id, "good");
        assertThat(desk.decision(id).at("/outcome/by/name").asText()).isEqualTo("worker2");
    }

    @Test
    void movesAnEscalatedCaseToTheEscalationQueueWithAComment() {
        var id = desk.send(UNSURE);
        var task = desk.task(id).getId();
        desk.claim("worker", task);
        var refused = desk.say("worker", task, "\"verdict\": \"ESCALATE\"");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/comment");
        assertThat(desk.task(id).getId()).isEqualTo(task);

        assertThat(desk.say("worker", task, "\"verdict\": \"ESCALATE\", \"comment\": \"over my head\"")
                        .status())
                .isEqualTo(204);
        assertThat(groups(id)).containsExactly("credit-escalation");
        assertThat(desk.as("worker2").get("/api/v1/review-tasks").text())
                .doesNotContain(desk.task(id).getId());
        desk.label("supervisor", id, "good");
        assertThat(desk.decision(id).at("/outcome/by/name").asText()).isEqualTo("supervisor");
    }

    @Test
    void needsAnotherPersonForTheSecondOpinion() {
        var id = desk.send(FOUR_EYES);
        assertThat(groups(id)).containsExactly("credit-senior");
        desk.label("supervisor", id, "good");

        var second = desk.task(id);
        assertThat(second.getTaskDefinitionKey()).isEqualTo("secondOpinion");
        assertThat(desk.claim("supervisor", second.getId()).status()).isIn(403, 404);
        assertThat(desk.as("supervisor")
                        .get("/engine-rest/task?maxResults=2000")
                        .text())
                .doesNotContain(second.getId());
        assertThat(desk.shown("supervisor2", second.getId()).has("answer")).isFalse();
        desk.label("supervisor2", id, "good");

        assertThat(desk.decision(id).path("status").asText()).isEqualTo("FINAL");
        assertThat(ledger.examples(id)).hasSize(1).first().asString().startsWith("DOUBLE good 1");
    }

    @Test
    void letsAThirdPersonDecideWhereTheTwoDiffer() {
        var id = desk.send(FOUR_EYES);
        desk.label("supervisor", id, "good");
        desk.label("supervisor2", id, "bad");

        var third = desk.task(id);
        assertThat(third.getTaskDefinitionKey()).isEqualTo("adjudicate");
        for (var earlier : List.of("supervisor", "supervisor2", "worker")) {
            assertThat(desk.claim(earlier, third.getId()).status()).as(earlier).isIn(403, 404);
        }
        assertThat(desk.shown("arbiter", third.getId()).path("earlier").toString())
                .contains("first person", "second person")
                .doesNotContain("supervisor");
        desk.label("arbiter", id, "bad");
        desk.decide("arbiter", id, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"other\"");

        var outcome = desk.decision(id).path("outcome");
        assertThat(outcome.path("label").asText()).isEqualTo("bad");
        assertThat(outcome.at("/by/name").asText()).isEqualTo("arbiter");
        assertThat(ledger.examples(id)).hasSize(1).first().asString().startsWith("ADJUDICATED bad 1");
    }

    @Test
    void asksForNoLookBackOfASecondPerson() {
        var id = desk.send(FOUR_EYES);
        desk.label("supervisor", id, "bad");
        assertThat(desk.task(id).getTaskDefinitionKey()).isEqualTo("reconsider");
        desk.decide("supervisor", id, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"other\"");
        desk.label("supervisor2", id, "bad");

        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("bad");
        assertThat(desk.tasks(id)).isEmpty();
    }

    @Test
    void showsTheAnswerFromTheStartWhereThePolicySaysSo() {
        var id = desk.send(TRIAGE);
        var task = desk.task(id).getId();
        desk.claim("doctor", task);
        assertThat(desk.shown("doctor", task).at("/answer/name").asText()).isEqualTo("benign");

        var refused = desk.say("doctor", task, "\"verdict\": \"OVERRIDE\", \"label\": \"malignant\"");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors/0/pointer").asText()).isEqualTo("/reasonCode");

        assertThat(desk.say("doctor", task, "\"verdict\": \"CONFIRM\"").status())
                .isEqualTo(204);
        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("benign");
    }

    @Test
    void takesAnOverrideWithItsReason() {
        var id = desk.send(TRIAGE);
        desk.decide(
                "doctor", id, "\"verdict\": \"OVERRIDE\", \"label\": \"malignant\", \"reasonCode\": \"sample-poor\"");

        assertThat(desk.decision(id).at("/outcome/label").asText()).isEqualTo("malignant");
        assertThat(ledger.entry(id, "VerdictGiven")).contains("sample-poor");
    }

    @Test
    void refusesAVerdictOnContentThatIsNotWhatIsShown() {
        var id = desk.send(UNSURE);
        var task = desk.task(id).getId();
        desk.claim("worker", task);
        var stale = "00000000-0000-0000-0000-000000000000";
        var rest = desk.as("worker")
                .post(
                        "/api/v1/review-tasks/" + task + "/verdict",
                        "{\"label\": \"good\", \"contentVersion\": \"" + stale + "\"}");
        var engineRest = complete(task, Map.of("label", "good", "contentVersion", stale));
        var none = complete(task, Map.of("label", "good"));

        assertThat(rest.status()).isEqualTo(409);
        assertThat(engineRest.status()).isEqualTo(409);
        assertThat(engineRest.body().path("message").asText()).contains("look at the case again");
        assertThat(none.status()).isEqualTo(409);
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed");
        assertThat(desk.task(id).getId()).isEqualTo(task);
    }

    @Test
    void refusesWhatAVerdictHasNoPlaceFor() {
        var id = desk.send(UNSURE);
        var task = desk.task(id).getId();
        desk.claim("worker", task);
        var version = desk.shown("worker", task).path("contentVersion").asText();

        var unknown = complete(task, Map.of("label", "good", "contentVersion", version, "next", "done"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body().path("message").asText()).contains("next: ");
        var escaped = complete(task, Map.of("label", "good", "contentVersion", version, "a/b~", "x"));
        assertThat(escaped.body().path("message").asText()).contains("a~1b~0: ");
        var noLabel = complete(task, Map.of("label", "splendid", "contentVersion", version));
        assertThat(noLabel.status()).isEqualTo(400);
        assertThat(noLabel.body().path("message").asText()).contains("Send one of bad, good.");
        assertThat(complete(task, Map.of("label", "good", "contentVersion", version))
                        .status())
                .isIn(200, 204);
    }

    @Test
    void needsATaskToBeClaimedByWhoCompletesIt() {
        var id = desk.send(UNSURE);
        var task = desk.task(id).getId();
        var unclaimed = desk.say("worker", task, "\"label\": \"good\"");
        desk.claim("worker", task);
        var others = desk.say("worker2", task, "\"label\": \"good\"");

        assertThat(unclaimed.status()).isEqualTo(403);
        assertThat(others.status()).isEqualTo(403);
        assertThat(desk.claim("worker2", task).status()).isEqualTo(409);
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed");
    }

    private List<String> groups(String id) {
        return engine.getTaskService().getIdentityLinksForTask(desk.task(id).getId()).stream()
                .map(link -> link.getGroupId())
                .filter(group -> group != null)
                .toList();
    }

    private org.countersign.Caller.Answer complete(String task, Map<String, String> variables) {
        var json = new StringBuilder();
        variables.forEach((name, value) -> json.append(json.isEmpty() ? "" : ", ")
                .append("\"%s\": {\"value\": \"%s\", \"type\": \"String\"}".formatted(name, value)));
        return desk.as("worker").post("/engine-rest/task/" + task + "/complete", "{\"variables\": {" + json + "}}");
    }
}
