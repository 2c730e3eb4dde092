package org.countersign.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTests extends DoorsTest {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String WEBAPP_ENGINE = "/camunda/api/engine/engine/default";

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/task", "/engine-rest/version", "/api/v1/decisions", "/actuator/info"})
    void tellsMachinesWithoutAPasswordSoInProblemDetails(String path) {
        var answer = anonymously("GET", path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(t -> assertThat(t).startsWith("application/problem+json"));
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.body()).contains("\"status\":401", "\"instance\":\"" + path + "\"");
    }

    @Test
    void refusesAWrongPassword() {
        var wrong = send(
                java.net.http.HttpClient.newHttpClient(),
                request("/engine-rest/version")
                        .header("Authorization", basic("eve").replace("OmV2ZQ==", "Om5vcGU="))
                        .GET());

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(get("nobody", "/engine-rest/version").statusCode()).isEqualTo(401);
        assertThat(new Browser().signIn("eve", "nope").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login?error"));
    }

    @Test
    void keepsNoSessionForMachines() {
        assertThat(get("ann", "/engine-rest/task").headers().firstValue("Set-Cookie"))
                .isEmpty();
        assertThat(get("bot", "/api/v1/decisions").headers().firstValue("Set-Cookie"))
                .isEmpty();
    }

    @Test
    void leadsPeopleToTheLoginPageAndThenToTasklist() {
        var asked = new Browser().get(TASKLIST);
        assertThat(asked.statusCode()).isEqualTo(302);
        assertThat(asked.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));

        var browser = new Browser();
        var signedIn = browser.signIn("ann", "ann");
        assertThat(signedIn.headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(TASKLIST));
        assertThat(browser.get(TASKLIST).statusCode()).isEqualTo(200);
        assertThat(browser.getJson("/camunda/api/admin/auth/user/default").body())
                .contains("\"userId\":\"ann\"", "\"tasklist\"")
                .doesNotContain("cockpit");
    }

    @Test
    void letsPeopleOutAndInAgainWithTheFormsOfTheWebApplications() {
        var browser = browser("ann");
        browser.get(TASKLIST);

        assertThat(browser.post("/camunda/api/admin/auth/user/default/logout", "")
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.getJson(WEBAPP_ENGINE + "/task?maxResults=9").statusCode())
                .isEqualTo(401);

        var login = "/camunda/api/admin/auth/user/default/login/tasklist";
        assertThat(browser.form(login, "username=eve&password=nope").statusCode())
                .isEqualTo(401);
        var again = browser.form(login, "username=ann&password=ann");
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("\"userId\":\"ann\"", "\"authorizedApps\":", "tasklist");
        assertThat(browser.getJson("/camunda/api/admin/auth/user/default").statusCode())
                .isEqualTo(200);
        assertThat(browser.getJson(WEBAPP_ENGINE + "/task?maxResults=9").statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsNoOneBeWhoWasDeletedSince() {
        Accounts.ensure(engine, Set.of(), accounts -> accounts.user("gone", "gone", Set.of(Roles.CASE_WORKER)));
        var browser = browser("gone");
        assertThat(browser.getJson(WEBAPP_ENGINE + "/task?maxResults=9").statusCode())
                .isEqualTo(200);

        engine.getIdentityService().deleteUser("gone");

        assertThat(browser.getJson(WEBAPP_ENGINE + "/task?maxResults=9").statusCode())
                .isEqualTo(401);
    }

    @Test
    void refusesWritesThatAnotherSiteCauses() {
        var login = request("/camunda/api/admin/auth/user/default/login/tasklist")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.ofString("username=ann&password=ann"));

        assertThat(send(java.net.http.HttpClient.newHttpClient(), login).statusCode())
                .isEqualTo(403);
    }

    /** CVE-2026-77226: open in Camunda as long as no user is a direct member of camunda-admin. */
    @Test
    void keepsTheAdminSetupShut() {
        var mallory = "{\"profile\":{\"id\":\"mallory\",\"firstName\":\"M\",\"lastName\":\"M\"},"
                + "\"credentials\":{\"password\":\"Mallory-was-here-1\"}}";
        var browser = browser("ann");
        browser.get(TASKLIST);
        engine.getIdentityService().deleteMembership("root", Roles.ADMIN);
        try {
            assertThat(browser.post("/camunda/api/admin/setup/default/user/create", mallory)
                            .statusCode())
                    .isEqualTo(403);
            assertThat(anonymously("GET", "/camunda/app/admin/default/setup/").statusCode())
                    .isEqualTo(403);
        } finally {
            engine.getIdentityService().createMembership("root", Roles.ADMIN);
        }
        assertThat(engine.getIdentityService()
                        .createUserQuery()
                        .userId("mallory")
                        .count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/app/admin/default/", "/camunda/app/cockpit/default/"})
    void keepsCockpitAndAdminForAdministrators(String path) {
        assertThat(browser("sue").get(path).statusCode()).isEqualTo(403);
        assertThat(browser("root").get(path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orQueries\":[{\"assigneeExpression\":\"${dateTime().getClass().getName()}\"}]}",
                "{\"orQueries\":[{\"assigneeExpression\":\"${''.getClass().forName('java.lang.Runtime')}\"}]}"
            })
    void evaluatesNoCodeInQueries(String query) {
        var machine = post("ann", "/engine-rest/task?maxResults=9", query);
        var browser = browser("ann");
        browser.get(TASKLIST);
        var person = browser.post(WEBAPP_ENGINE + "/task?maxResults=9", query);

        for (var answer : List.of(machine, person)) {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("A query may not hold this expression.");
        }
    }

    @Test
    void evaluatesTheExpressionsThatFiltersNeed() {
        var query = "{\"orQueries\":[{\"assigneeExpression\":\"${currentUser()}\","
                + "\"dueBeforeExpression\":\"${dateTime().plusDays(2).withTimeAtStartOfDay()}\"}]}";

        assertThat(post("ann", "/engine-rest/task?maxResults=9", query).statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsProcessModelsTheirDelegatesAndNoOtherBean() {
        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("nosy"))
                .hasMessageContaining("dataSource");
        assertThat(waitingTask("credit-review")).isNotEmpty();
    }

    @Test
    void givesEachPageItsOwnScriptNonce() throws Exception {
        var browser = browser("ann");
        var pages = Executors.newFixedThreadPool(8);
        try {
            Callable<String> page = () -> {
                var answer = browser.get(TASKLIST);
                var header =
                        answer.headers().firstValue("Content-Security-Policy").orElse("");
                return nonce("'nonce-([^']+)'", header) + " " + nonce("nonce=\"([^\"]+)\"", answer.body());
            };
            for (var seen : pages.invokeAll(java.util.Collections.nCopies(400, page))) {
                var nonces = seen.get().split(" ", -1);
                assertThat(nonces[0]).isEqualTo(nonces[1]).isNotEqualTo("none");
            }
        } finally {
            pages.shutdownNow();
        }
    }

    private static String nonce(String pattern, String text) {
        var found = Pattern.compile(pattern).matcher(text);
        return found.find() ? found.group(1) : "none";
    }

    @Test
    void writesEachSecurityHeaderOnce() {
        var browser = browser("ann");
        for (var path : List.of(TASKLIST, "/camunda/api/admin/auth/user/default")) {
            var headers = browser.get(path).headers();
            for (var name : List.of(
                    "Content-Security-Policy",
                    "X-Content-Type-Options",
                    "X-Frame-Options",
                    "X-XSS-Protection",
                    "Cache-Control")) {
                assertThat(headers.allValues(name)).as("%s of %s", name, path).hasSize(1);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ann,  GET,  /api/v1/decisions,                              closed",
        "ann,  GET,  /api/v1/decisions/1,                            closed",
        "ann,  GET,  /api/v1/decisions/1/trail,                      closed",
        "ann,  GET,  /api/v1/review-tasks,                           open",
        "sue,  POST, /api/v1/decisions/1/veto,                       open",
        "ann,  POST, /api/v1/decisions/1/veto,                       closed",
        "root, POST, /api/v1/decisions/1/veto,                       closed",
        "bot,  POST, /api/v1/decisions,                              open",
        "sue,  POST, /api/v1/decisions,                              closed",
        "oli,  POST, /api/v1/use-cases/credit/training-runs,         open",
        "bot,  POST, /api/v1/use-cases/credit/training-runs,         closed",
        "oli,  POST, /api/v1/use-cases/credit/models/1/promotion,    open",
        "aud,  GET,  /api/v1/decisions/1/trail,                      open",
        "aud,  POST, /api/v1/decisions/1/ground-truth,               closed",
        "root, GET,  /api/v1/not-named-anywhere,                     closed"
    })
    void opensTheApiByRole(String user, String method, String path, String door) {
        var status = call(user, method, path, "{}").statusCode();

        assertThat(status == 403).as("%s", status).isEqualTo(door.equals("closed"));
        assertThat(status).isNotEqualTo(401);
    }

    @Test
    void opensHealthToAllAndTheRestToAdministrators() {
        assertThat(anonymously("GET", "/actuator/health").body())
                .contains("\"status\":\"UP\"")
                .doesNotContain("components");
        assertThat(get("oli", "/actuator/info").statusCode()).isEqualTo(403);
        assertThat(get("root", "/actuator/info").statusCode()).isEqualTo(200);
    }
}
