package org.countersign.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineDoorTests extends DoorsTest {

    private static final String START = "/engine-rest/process-definition/key/decision/start";
    private static final String GOOD =
            "{\"variables\":{\"queue\":{\"value\":\"credit-review\",\"type\":\"String\"}},\"businessKey\":\"b1\","
                    + "\"withVariablesInReturn\":true}";

    @Test
    void letsAnIntegratorStartADecision() {
        var answer = post("bot", START, GOOD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"businessKey\":\"b1\"", "\"queue\"");
    }

    @Test
    void letsNoOneElseStartADecision() {
        assertThat(post("ann", START, GOOD).statusCode()).isIn(403, 404);
        assertThat(post("sue", START, GOOD).statusCode()).isIn(403, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"variables\":{},\"startInstructions\":[]}",
                "{\"variables\":{},\"skipCustomListeners\":true}",
                "{\"variables\":{},\"skipIoMappings\":false}",
                "{\"variables\":{},\"variables\":{}}",
                "{\"variables\":{\"a\":{\"value\":\"x\",\"type\":\"Object\"}}}",
                "{\"variables\":{\"a\":{\"value\":\"x\",\"valueInfo\":{\"objectTypeName\":\"java.lang.Object\"}}}}",
                "{\"variables\":{\"a\":\"x\"}}",
                "{\"variables\":[]}",
                "[]",
                "",
                "{} {}",
                "{"
            })
    void refusesAllButAKeyAndPlainVariables(String body) {
        for (var path :
                new String[] {START, START.replace("/engine-rest", "/engine-rest/engine/default"), START + "/"}) {
            var answer = post("bot", path, body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("{\"type\":\"InvalidRequestException\",\"message\":\"");
        }
    }

    @Test
    void refusesLongBodies() {
        var answer = post("bot", START, GOOD.replace("b1", "b".repeat(70_000)));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key/review",
                "key/review/tenant-id/x",
                "key/decision2",
                "review:1:4711",
            })
    void startsNoOtherProcessForAnyone(String definition) {
        for (var user : new String[] {"bot", "root"}) {
            var answer = post(user, "/engine-rest/process-definition/" + definition + "/start", "{}");

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("Only the process \\\"decision\\\" is started from outside");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,   /process-definition/key/decision/submit-form",
        "POST,   /process-definition/decision:1:x/restart",
        "POST,   /process-definition/decision:1:x/restart-async",
        "POST,   /process-instance/x/modification",
        "POST,   /process-instance/x/modification-async",
        "POST,   /process-instance/x/modific%61tion",
        "POST,   /process-instance/x/variables",
        "PUT,    /process-instance/x/variables/verdict",
        "DELETE, /process-instance/x",
        "POST,   /process-instance/delete",
        "POST,   /process-instance/variables-async",
        "POST,   /modification/execute",
        "POST,   /migration/execute",
        "POST,   /message",
        "POST,   /signal",
        "POST,   /condition",
        "POST,   /execution/x/signal",
        "POST,   /execution/x/localVariables",
        "POST,   /execution/x/messageSubscriptions/veto/trigger",
        "POST,   /task/create",
        "POST,   /task/x/bpmnError",
        "POST,   /task/x/bpmnEscalation",
        "POST,   /task/x/resolve",
        "POST,   /task/x/delegate",
        "POST,   /task/x/variables",
        "PUT,    /task/x/localVariables/verdict",
        "POST,   /job/x/execute",
        "PUT,    /job/x/duedate",
        "POST,   /job/x/duedate/recalculate",
        "DELETE, /job/x",
        "POST,   /external-task/fetchAndLock",
        "DELETE, /deployment/x?cascade=true"
    })
    void closesToEveryoneWhatGoesRoundTheLaws(String method, String path) {
        var browser = browser("root");
        browser.get("/camunda/app/cockpit/default/");

        for (var door : new String[] {"/engine-rest", "/engine-rest/engine/default"}) {
            for (var user : new String[] {"ann", "root"}) {
                var answer = call(user, method, door + path, "{}");
                assertThat(answer.statusCode()).as(user).isEqualTo(403);
                assertThat(answer.body()).startsWith("{\"type\":\"AuthorizationException\",\"message\":\"");
            }
        }
        if (method.equals("POST")) {
            assertThat(browser.post("/camunda/api/engine/engine/default" + path, "{}")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /history/task",
        "GET,    /history/variable-instance",
        "GET,    /history/detail",
        "GET,    /variable-instance",
        "GET,    /process-instance",
        "GET,    /execution",
        "GET,    /job",
        "GET,    /user",
        "GET,    /identity/groups?userId=root",
        "POST,   /identity/verify",
        "GET,    /deployment",
        "POST,   /deployment/create",
        "POST,   /authorization/create",
        "POST,   /filter/create",
        "POST,   /group/create",
        "PUT,    /process-definition/key/decision/suspended",
        "POST,   /task/x/assignee",
        "PUT,    /task/x"
    })
    void closesToPeopleWhatOnlyAdministratorsNeed(String method, String path) {
        for (var user : new String[] {"ann", "bot", "sue"}) {
            assertThat(call(user, method, "/engine-rest" + path, "{}").statusCode())
                    .as(user)
                    .isEqualTo(403);
        }
        if (method.equals("GET")) {
            var bounded = path + (path.contains("?") ? "&" : "?") + "maxResults=9";
            assertThat(get("root", "/engine-rest" + bounded).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void letsNobodyInTasklistAskForTasksByTheirDecision() {
        var browser = browser("ann");
        browser.get("/camunda/app/tasklist/default/");
        var door = "/camunda/api/engine/engine/default";
        var asked = "{\"orQueries\":[{\"processInstanceBusinessKeyLike\":\"0%\"}]}";

        assertThat(browser.post(door + "/task?maxResults=9", asked).statusCode())
                .isEqualTo(400);
        assertThat(browser.post(door + "/filter/any/list?maxResults=9", asked).statusCode())
                .isEqualTo(400);
        assertThat(browser.getJson(door + "/task?maxResults=9&processInstanceBusinessKey=b1")
                        .statusCode())
                .isEqualTo(400);
        assertThat(browser.post(door + "/task?maxResults=9", "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void takesAListenerWithoutAnExecutionForALostRace() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        var expressions = configuration.getExpressionManager();

        assertThatThrownBy(
                        () -> expressions.createExpression("${refuseVerdict}").getValue(null))
                .isInstanceOf(OptimisticLockingException.class);
        for (var text : List.of("${dataSource}", "${refuseVerdict.toString()}", "${nobody}")) {
            assertThatThrownBy(() -> expressions.createExpression(text).getValue(null))
                    .as(text)
                    .isInstanceOf(GuardedExpressions.ExpressionRefused.class);
        }
    }

    @Test
    void showsACaseWorkerTheirQueueAndNoOther() {
        var mine = waitingTask("credit-review");
        var others = waitingTask("triage-review");

        var tasks = get("ann", "/engine-rest/task?maxResults=99").body();

        assertThat(tasks).contains(mine).doesNotContain(others);
        assertThat(get("ann", "/engine-rest/task/" + others).statusCode()).isIn(403, 404);
        assertThat(post("ann", "/engine-rest/task/" + others + "/complete", "{}")
                        .statusCode())
                .isIn(403, 404);
        assertThat(get("bot", "/engine-rest/task?maxResults=99").body()).isEqualTo("[]");
        assertThat(get("ann", "/engine-rest/filter?maxResults=99").body())
                .contains("\"Credit review\"", "\"My tasks\"")
                .doesNotContain("Triage");
    }

    @Test
    void listsTheQueueInTasklist() {
        var task = waitingTask("credit-review");
        var browser = browser("ann");
        browser.get("/camunda/app/tasklist/default/");
        var filters = browser.getJson(
                "/camunda/api/engine/engine/default/filter?firstResult=0&maxResults=2000&itemCount=false&resourceType=Task");
        var id = filters.body()
                .replaceAll("(?s).*\"id\":\"([^\"]+)\",\"resourceType\":\"Task\",\"name\":\"Credit.*", "$1");

        var list = browser.post(
                "/camunda/api/engine/engine/default/filter/" + id + "/list?firstResult=0&maxResults=50", "{}");

        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).contains(task);
    }

    @Test
    void tellsARefusalAtTheMachinesDoorInOurWords() {
        var task = waitingTask("credit-review");
        post("ann", "/engine-rest/task/" + task + "/claim", "{\"userId\":\"ann\"}");

        var refused = post(
                "ann", "/engine-rest/task/" + task + "/complete", "{\"variables\":{\"verdict\":{\"value\":\"bad\"}}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body())
                .isEqualTo("{\"type\":\"InvalidRequestException\","
                        + "\"message\":\"verdict: \\\"bad\\\" is no verdict. Send CONFIRM.\"}");
        assertThat(post(
                                "ann",
                                "/engine-rest/task/" + task + "/complete",
                                "{\"variables\":{\"verdict\":{\"value\":\"good\"}}}")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void tellsARefusalInTasklistInOurWords() {
        var task = waitingTask("credit-review");
        var browser = browser("ann");
        browser.get("/camunda/app/tasklist/default/");

        var refused = browser.post(
                "/camunda/api/engine/engine/default/task/" + task + "/submit-form",
                "{\"variables\":{\"verdict\":{\"value\":\"bad\",\"type\":\"String\"}}}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"message\":\"verdict: \\\"bad\\\" is no verdict. Send CONFIRM.\"");
    }

    @Test
    void tellsNoDoorWhatFailedInside() {
        var task = waitingTask("credit-review");
        var browser = browser("ann");
        browser.get("/camunda/app/tasklist/default/");
        var ugly = "{\"variables\":{\"verdict\":{\"value\":\"ugly\"}}}";

        for (var call : List.of("complete", "submit-form")) {
            for (var failed : List.of(
                    post("ann", "/engine-rest/task/" + task + "/" + call, ugly),
                    browser.post("/camunda/api/engine/engine/default/task/" + task + "/" + call, ugly))) {
                assertThat(failed.statusCode()).isEqualTo(500);
                assertThat(failed.body())
                        .isEqualTo(
                                "{\"type\":\"RestException\",\"message\":\"Something failed here. The log says more.\"}");
            }
        }
    }
}
