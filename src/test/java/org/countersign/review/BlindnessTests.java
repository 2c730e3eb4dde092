package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Law 11: until they have judged, a person gets the model's answer from no door at all. */
@CountersignTest
class BlindnessTests {

    /** A confidence and a version that nothing else in the program says. */
    private static final String BLIND =
            Desk.credit(2000, "good", 0.61803).replace("0.61803}", "0.61803, \"modelVersion\": \"risk-blind-7\"}");

    private static final List<String> TELLTALES = List.of(
            "0.61803",
            "61.8",
            "risk-blind-7",
            "not sure", // what the rule says
            "Unsure predictions",
            "HUMAN_IN_THE_LOOP",
            "AWAITING_REVIEW",
            "contribution\"");

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
    void noDoorOfACaseWorkerTellsTheAnswer() {
        var id = desk.send(BLIND);
        var task = desk.task(id).getId();
        desk.claim("worker", task);
        var instance = desk.task(id).getProcessInstanceId();
        var definition = desk.task(id).getProcessDefinitionId();
        var paths = new ArrayList<String>();
        for (var door : List.of("/engine-rest", "/camunda/api/engine/engine/default")) {
            for (var path : List.of(
                    "/task?maxResults=2000",
                    "/task/%1$s",
                    "/task/%1$s/variables",
                    "/task/%1$s/localVariables",
                    "/task/%1$s/variables/shown",
                    "/task/%1$s/variables/shown?deserializeValue=false",
                    "/task/%1$s/variables/shown/data",
                    "/task/%1$s/form-variables",
                    "/task/%1$s/form",
                    "/task/%1$s/deployed-form",
                    "/task/%1$s/rendered-form",
                    "/task/%1$s/identity-links",
                    "/task/%1$s/comment",
                    "/task/%1$s/attachment",
                    "/process-definition/%3$s",
                    "/process-definition/%3$s/statistics",
                    "/process-instance/%2$s",
                    "/process-instance/%2$s/variables",
                    "/process-instance?maxResults=100",
                    "/variable-instance?maxResults=100",
                    "/execution?maxResults=100",
                    "/history/task?maxResults=100",
                    "/history/variable-instance?maxResults=100",
                    "/history/detail?maxResults=100",
                    "/history/process-instance?maxResults=100",
                    "/history/activity-instance?maxResults=100",
                    "/history/user-operation?maxResults=100",
                    "/incident?maxResults=100",
                    "/job?maxResults=100",
                    "/external-task?maxResults=100")) {
                paths.add(door + path.formatted(task, instance, definition));
            }
        }
        paths.add("/api/v1/review-tasks");
        paths.add("/api/v1/review-tasks?queue=credit-review");
        paths.add("/api/v1/review-tasks/" + task);
        paths.add("/api/v1/decisions");
        paths.add("/api/v1/decisions/" + id);
        paths.add("/api/v1/decisions/" + id + "/trail");
        paths.add("/api/v1/decisions/" + id + "/evidence");
        paths.add("/api/v1/use-cases");

        var open = 0;
        var tasklist = Visitor.signedIn(port, "worker");
        for (var path : paths) {
            var answer = path.startsWith("/camunda")
                    ? tasklist.get(path)
                    : desk.as("worker").get(path);
            open += answer.status() == 200 ? 1 : 0;
            assertThat(answer.text()).as(path).doesNotContain(TELLTALES);
            if ((path.contains("/history/") && !path.contains("user-operation"))
                    || path.contains("/decisions")
                    || path.contains("-instance")) {
                assertThat(answer.status()).as(path).isEqualTo(403);
            }
        }
        assertThat(open).as("doors that say something").isGreaterThan(20);
        assertThat(desk.shown("worker", task).has("answer")).isFalse();
        assertThat(desk.shown("worker", task).path("fields").size()).isGreaterThan(5);
    }

    /** A query that may name what it compares with is a door, too. */
    @Test
    void noQueryOfACaseWorkerTellsTheAnswer() {
        var id = desk.send(BLIND);
        var task = desk.task(id).getId();
        for (var query : List.of(
                "processVariables=level_eq_HUMAN_IN_THE_LOOP",
                "taskVariables=shown_like_%2561%25",
                "processVariables=next_eq_judge",
                "processDefinitionKey=spot-check",
                "processDefinitionKey=decision")) {
            var answer = desk.as("worker").get("/engine-rest/task?maxResults=2000&" + query);
            assertThat(answer.text()).as(query).doesNotContain(task);
        }
    }

    /** The id tells when the decision was made, and an old one among new tasks that it had taken effect. */
    @Test
    void noQueryTellsWhichDecisionATaskIsAbout() {
        var id = desk.send(BLIND);
        var worker = desk.as("worker");
        var tasklist = Visitor.signedIn(port, "worker");
        var filter = worker.get("/engine-rest/filter?maxResults=9")
                .body()
                .at("/0/id")
                .asText();
        for (var key : List.of("", "In", "Like", "Expression", "LikeExpression")) {
            var asked = "processInstanceBusinessKey" + key;
            var value = key.equals("In") ? "[\"" + id + "\"]" : "\"" + id + "\"";
            for (var path : List.of("/task", "/task/count")) {
                var query = path + "?maxResults=9&" + asked + "=" + id;
                refused(worker.get("/engine-rest" + query));
                refused(tasklist.get("/camunda/api/engine/engine/default" + query));
            }
            for (var path :
                    List.of("/task", "/task/count", "/filter/" + filter + "/list", "/filter/" + filter + "/count")) {
                for (var body : List.of("{\"%s\": %s}", "{\"orQueries\": [{\"assigned\": true}, {\"%s\": %s}]}")) {
                    refused(worker.post("/engine-rest" + path + "?maxResults=9", body.formatted(asked, value)));
                }
            }
        }
        refused(worker.post("/engine-rest/task?maxResults=9", "{\"\\u0070rocessInstanceBusinessKeyLike\": \"0%\"}"));
        refused(worker.get("/engine-rest/task?maxResults=9&%70rocessInstanceBusinessKeyLike=0%25"));
        assertThat(worker.post("/engine-rest/filter/" + filter + "/list?maxResults=9", "{\"nameLike\": \"x\"}")
                        .status())
                .isEqualTo(200);
        assertThat(desk.as("admin")
                        .get("/engine-rest/task?maxResults=9&processInstanceBusinessKey=" + id)
                        .status())
                .isEqualTo(200);
    }

    private static void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.text()).contains("cannot be asked for by processInstanceBusinessKey");
    }

    @Test
    void aPageTellsNotThatADecisionIsWithheld() {
        // decided by a person, so that nobody may yet have to judge it
        var before = desk.send(BLIND);
        desk.label("worker", before, "bad");
        desk.decide("worker", before, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"other\"");
        var id = desk.send(BLIND);
        var page = desk.as("supervisor").get("/api/v1/decisions?limit=1").body();

        assertThat(page.path("decisions").findValuesAsText("id")).hasSize(1).doesNotContain(id);
        assertThat(page.path("next").asText())
                .isEqualTo(page.at("/decisions/0/id").asText());
        assertThat(desk.as("auditor")
                        .get("/api/v1/decisions?limit=1")
                        .body()
                        .path("next")
                        .asText())
                .isGreaterThanOrEqualTo(id);
        assertThat(page.path("next").asText()).isGreaterThanOrEqualTo(before).isNotEqualTo(id);
    }

    @Test
    void neitherARetryNorATruthTellsTheAnswerToWhoMayYetJudge() {
        var identity = engine.getIdentityService();
        if (identity.createUserQuery().userId("sender").count() == 0) {
            var sender = identity.newUser("sender");
            sender.setPassword("sender");
            ((IdentityServiceImpl) identity).saveUser(sender, true);
            List.of("integrator", "credit-review").forEach(group -> identity.createMembership("sender", group));
        }
        var sender = desk.as("sender");
        var key = UUID.randomUUID().toString();
        var id = sender.post("/api/v1/decisions", BLIND, "Idempotency-Key", key)
                .body()
                .path("id")
                .asText();

        for (var answer : List.of(
                sender.post("/api/v1/decisions", BLIND, "Idempotency-Key", key),
                sender.post("/api/v1/decisions/" + id + "/ground-truth", "{\"label\": \"good\"}"))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.text()).contains("under blind review").doesNotContain(TELLTALES);
        }
        assertThat(ledger.trail(id)).containsExactly("Received", "Routed");
    }

    @Test
    void theThirdPersonJudgesWithoutTheAnswerToo() {
        var id = desk.send(Desk.credit(16_000, "good", 0.61803)
                .replace("0.61803}", "0.61803, \"modelVersion\": \"risk-blind-7\"}"));
        desk.label("supervisor", id, "bad");
        desk.decide("supervisor", id, "\"verdict\": \"CONFIRM\", \"comment\": \"as the model says\"");
        desk.label("worker3", id, "bad");
        var task = desk.task(id);
        var third = desk.as("supervisor2");

        assertThat(task.getTaskDefinitionKey()).isEqualTo("adjudicate");
        for (var path : List.of(
                "/api/v1/review-tasks/" + task.getId(),
                "/engine-rest/task/" + task.getId() + "/form-variables",
                "/api/v1/decisions/" + id)) {
            assertThat(third.get(path).text())
                    .as(path)
                    .doesNotContain(TELLTALES)
                    .doesNotContain("having seen", "as the model");
        }
        assertThat(desk.shown("supervisor2", task.getId()).path("earlier").findValuesAsText("label"))
                .containsExactly("Good risk (grant)", "Bad risk (decline)");
        desk.label("supervisor2", id, "bad");
        assertThat(desk.shown("supervisor2", desk.task(id).getId())
                        .at("/answer/name")
                        .asText())
                .isEqualTo("good");
        desk.decide("supervisor2", id, "\"verdict\": \"ESCALATE\", \"comment\": \"not mine\"");
        assertThat(desk.task(id).getTaskDefinitionKey()).isEqualTo("adjudicate");
    }

    @Test
    void withholdsTheDecisionFromASupervisorWhoMayYetJudgeIt() {
        var id = desk.send(BLIND);
        var supervisor = desk.as("supervisor");
        var withheld = supervisor.get("/api/v1/decisions/" + id);

        assertThat(withheld.status()).isEqualTo(403);
        assertThat(withheld.body().path("detail").asText()).contains("under blind review");
        assertThat(supervisor.get("/api/v1/decisions/" + id + "/trail").status())
                .isEqualTo(403);
        assertThat(supervisor.get("/api/v1/decisions?limit=200").text()).doesNotContain(id);
        assertThat(desk.as("auditor").get("/api/v1/decisions/" + id).status()).isEqualTo(200);

        desk.label("worker", id, "good");

        assertThat(supervisor.get("/api/v1/decisions/" + id).status()).isEqualTo(200);
        assertThat(supervisor.get("/api/v1/decisions?limit=200").text()).contains(id);
    }

    @Test
    void showsTheDecisionToASupervisorWhoHasJudged() {
        var id = desk.send(Desk.credit(16_000, "good", 0.90));
        assertThat(desk.as("supervisor").get("/api/v1/decisions/" + id).status())
                .isEqualTo(403);
        desk.label("supervisor", id, "good");

        assertThat(desk.as("supervisor").get("/api/v1/decisions/" + id).status())
                .isEqualTo(200);
        assertThat(desk.as("supervisor2").get("/api/v1/decisions/" + id).status())
                .isEqualTo(403);
    }

    @Test
    void leavesNothingOfWhatWasShownOrSaidInTheEnginesTables() {
        var id = desk.send(BLIND);
        var task = desk.task(id);
        desk.label("worker", id, "bad");
        var again = desk.task(id);
        // as Tasklist does, whose forms the engine would keep a record of
        var said = """
                {"variables": {"verdict": {"value": "OVERRIDE", "type": "String"},
                  "label": {"value": "bad", "type": "String"},
                  "reasonCode": {"value": "other", "type": "String"},
                  "comment": {"value": "a-telling-word", "type": "String"},
                  "contentVersion": {"value": "%s", "type": "String"}}}""".formatted(
                desk.shown("worker", again.getId()).path("contentVersion").asText());
        var submitted = desk.as("worker").post("/engine-rest/task/" + again.getId() + "/submit-form", said);
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(204);

        for (var table : List.of("act_hi_varinst", "act_hi_detail")) {
            assertThat(ledger.count("select count(*) from " + table)).as(table).isZero();
        }
        for (var done : List.of(task, again)) {
            assertThat(ledger.count("select count(*) from act_ru_variable where task_id_ = ?", done.getId()))
                    .isZero();
        }
        // each open task has its own; none is left without one
        assertThat(ledger.count("""
                select count(*) from act_ge_bytearray b where b.name_ = 'shown'
                and not exists (select 1 from act_ru_variable v where v.bytearray_id_ = b.id_)""")).isZero();
        assertThat(ledger.count("select count(*) from act_hi_comment")).isZero();
        for (var table : ledger.texts(
                "select table_name from information_schema.tables" + " where lower(table_name) like 'act_hi_%'")) {
            var columns = ledger.texts(
                    "select column_name from information_schema.columns where table_name = ?"
                            + " and data_type like 'CHARACTER%'",
                    table);
            for (var column : columns) {
                assertThat(ledger.count(
                                "select count(*) from " + table + " where " + column + " like '%a-telling-word%' or "
                                        + column + " like '%risk-blind-7%' or " + column + " = 'OVERRIDE'"))
                        .as(table + "." + column)
                        .isZero();
            }
        }
    }
}
