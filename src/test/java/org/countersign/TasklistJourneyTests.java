package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The day of case workers and supervisors, in a real browser. Run with {@code -Dscreenshots=true} it takes the README's
 * pictures anew.
 */
@CountersignTest
class TasklistJourneyTests {

    private static final String DECIDE = "Consumer credit: decide";
    private static final String WATCH = "Consumer credit: watch";
    private static final String ESCALATED = "Consumer credit: escalated";
    private static final Path IMAGES = Path.of("src/docs/images");

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    private int port;

    @Autowired
    private TaskService tasks;

    @Test
    void aCaseWorkerDecidesBlindAndLooksAgainWhereTheModelSaysOtherwise() {
        var id = decision(credit(4711), "bad", 0.613);
        var worker = tasklist("worker");
        worker.open(DECIDE, reference(id)).claim();

        Tasklist.assertThat(worker.form()).containsText("4,711");
        Tasklist.assertThat(worker.form()).containsText("Decide from the case alone");
        Tasklist.assertThat(worker.form()).not().containsText("What the model says");
        assertThat(worker.page().content()).doesNotContain("61.3", "rehearsed-7", "the model is not sure");
        picture(worker, "review-form.png");
        assertThat(worker.choose("Good risk").complete()).isEqualTo(204);

        worker.followNotice("Look again");
        Tasklist.assertThat(worker.form())
                .containsText("You decided \"Good risk (grant)\". The model says \"Bad risk (decline)\".");
        Tasklist.assertThat(worker.form()).containsText("confidence 61.3 % (model rehearsed-7)");
        Tasklist.assertThat(worker.form()).containsText("the model is not sure");
        worker.choose("I disagree", "Good risk", "Security or guarantor");
        assertThat(worker.complete()).isEqualTo(204);

        assertDecided(id, "good", "worker");
    }

    @Test
    void aJudgementThatTheModelSharesIsFinalAtOnce() {
        var id = decision(credit(1200), "bad", 0.6);
        var worker = tasklist("worker2");
        worker.open(DECIDE, reference(id)).claim().choose("Bad risk");
        assertThat(worker.complete()).isEqualTo(204);
        assertDecided(id, "bad", "worker2");
    }

    @Test
    void whereThePolicySaysSoTheModelsAnswerIsOpen() {
        var id = decision("triage", """
                {"clump_thickness": 8, "cell_size_uniformity": 7, "cell_shape_uniformity": 6, "marginal_adhesion": 4,
                 "single_epithelial_size": 5, "bare_nuclei": 9, "bland_chromatin": 4, "normal_nucleoli": 3,
                 "mitoses": 1}""", "malignant", 0.97);
        var doctor = tasklist("doctor");
        doctor.open("Triage of breast cell samples: decide", reference(id)).claim();
        Tasklist.assertThat(doctor.form()).containsText("Malignant, confidence 97 % (model rehearsed-7)");
        doctor.choose("I agree with the model: Malignant");
        assertThat(doctor.complete()).isEqualTo(204);
        assertDecided(id, "malignant", "doctor");
    }

    @Test
    void aSupervisorVetoesAndACaseWorkerDecides() {
        var id = decision(credit(2300), "good", 0.8);
        assertThat(status(id)).isEqualTo("PROVISIONAL");
        var supervisor = tasklist("supervisor");
        supervisor.open(WATCH, reference(id)).claim();
        Tasklist.assertThat(supervisor.form()).containsText("\"Good risk (grant)\" has taken effect provisionally");
        Tasklist.assertThat(supervisor.form()).containsText("fairly sure, so a person watches");
        supervisor.tab("Diagram");
        supervisor
                .page()
                .locator(".task-card [data-element-id=supervise]")
                .first()
                .waitFor();
        picture(supervisor, "decision-diagram.png");
        supervisor.tab("Form");
        supervisor.form().waitFor();
        supervisor.choose("Veto", "The application's data are wrong").comment("the employer knows nothing of it");
        assertThat(supervisor.complete()).isEqualTo(204);
        assertThat(status(id)).isEqualTo("AWAITING_REVIEW");

        var worker = tasklist("worker2");
        worker.open(DECIDE, reference(id)).claim().choose("Good risk");
        assertThat(worker.complete()).isEqualTo(204);
        assertDecided(id, "good", "worker2");
    }

    @Test
    void theServerRefusesWhatTheFormWouldNotSend() {
        var id = decision(credit(3400), "bad", 0.6);
        var task = task(id);
        var worker = tasklist("worker");
        worker.open(DECIDE, reference(id)).claim();
        var version = Caller.at(port, "worker")
                .get("/api/v1/review-tasks/" + task.getId())
                .body()
                .at("/shown/contentVersion")
                .asText();

        assertRefused(worker.page(), task, Map.of(), 409, "look at the case again");
        assertRefused(worker.page(), task, Map.of("verdict", "LABEL", "label", "good"), 409, "look at the case again");
        assertRefused(worker.page(), task, Map.of("contentVersion", version), 400, "/verdict It is missing.");
        assertRefused(
                worker.page(),
                task,
                Map.of("contentVersion", version, "verdict", "CONFIRM"),
                400,
                "\"CONFIRM\" cannot be said here.");
        assertRefused(
                worker.page(),
                task,
                Map.of("contentVersion", version, "verdict", "LABEL", "label", "excellent"),
                400,
                "There is no \"excellent\".");
        assertRefused(
                worker.page(),
                task,
                Map.of("contentVersion", version, "verdict", "LABEL", "label", "good", "level", "AUTO_APPROVE"),
                400,
                "A verdict has no such member.");

        assertThat(worker.choose("I escalate it").complete()).isEqualTo(400);
        Tasklist.assertThat(worker.notice()).containsText("Say why the case is escalated.");
        assertThat(task(id).getId()).isEqualTo(task.getId());
        assertThat(status(id)).isEqualTo("AWAITING_REVIEW");
    }

    @Test
    void whoAbstainsGetsTheCaseNoMore() {
        var id = decision(credit(5600), "bad", 0.6);
        var worker = tasklist("worker");
        worker.open(DECIDE, reference(id)).claim().choose("I cannot judge it", "I know the applicant");
        assertThat(worker.complete()).isEqualTo(204);

        var now = reference(id);
        Tasklist.assertThat(worker.search(DECIDE, now).page().locator("[cam-tasks]"))
                .containsText("No task matching filters found");
        var other = tasklist("worker2");
        other.open(DECIDE, now).claim().choose("Bad risk");
        assertThat(other.complete()).isEqualTo(204);
        assertDecided(id, "bad", "worker2");
    }

    @Test
    void anEscalatedCaseIsTheSupervisors() {
        var id = decision(credit(6700), "bad", 0.6);
        var worker = tasklist("worker");
        worker.open(DECIDE, reference(id)).claim().choose("I escalate it").comment("the papers do not fit together");
        assertThat(worker.complete()).isEqualTo(204);

        var now = reference(id);
        var supervisor = tasklist("supervisor");
        supervisor.open(ESCALATED, now);
        Tasklist.assertThat(worker.search(DECIDE, now).page().locator("[cam-tasks]"))
                .containsText("No task matching filters found");
    }

    @Test
    void everyoneSeesTheirOwnQueuesOnly() {
        assertThat(tasklist("worker").filters()).isEqualTo(List.of(DECIDE, "My tasks"));
        assertThat(tasklist("moderator").filters()).isEqualTo(List.of("Moderation of posts: decide", "My tasks"));
        assertThat(tasklist("supervisor").filters()).contains(WATCH, ESCALATED).doesNotContain(DECIDE);
    }

    @Test
    void aCaseWorkerCanLookAtEveryTabOfATask() {
        var id = decision(credit(7800), "bad", 0.6);
        var worker = tasklist("worker");
        worker.open(DECIDE, reference(id));
        worker.tab("History");
        worker.tab("Description");
        worker.tab("Diagram");
        worker.page().locator(".task-card [data-element-id=judge]").first().waitFor();
        assertThat(worker.notice().innerText()).isBlank();
    }

    @Test
    void aLongPostKeepsItsLinesOnANarrowScreen() {
        var post = "first line\\n" + "x".repeat(300) + "\\n<b>not bold</b> **nor this**";
        var id = decision("moderation", "{\"tweet\": \"" + post + "\"}", "hate", 0.5);
        var window = CHROMIUM.window(port, 390, 844);
        var moderator = Tasklist.signIn(window, "moderator");
        moderator.open("Moderation of posts: decide", reference(id)).claim();
        Tasklist.assertThat(moderator.form()).containsText("<b>not bold</b> **nor this**");
        var width = window.evaluate("document.documentElement.scrollWidth");
        assertThat(width).isEqualTo(390);
        moderator.choose("Neither").complete();
    }

    @Test
    void aWrongPasswordIsToldAndSigningOutHolds() {
        var page = CHROMIUM.window(port);
        page.navigate(Tasklist.PATH);
        Tasklist.submitSignIn(page, "nobody", "wrong");
        Tasklist.assertThat(page.locator("[role=alert]")).isVisible();

        var worker = tasklist("worker");
        worker.page().locator(".account.dropdown > a").click();
        worker.page()
                .waitForResponse(
                        r -> r.url().endsWith("/logout"),
                        () -> worker.page()
                                .locator(".account.dropdown .logout a")
                                .click());
        worker.page().navigate(Tasklist.PATH);
        worker.page().locator("[name=username]").waitFor();
        assertThat(worker.page().content()).doesNotContain(DECIDE);
    }

    private Tasklist tasklist(String user) {
        return Tasklist.signIn(CHROMIUM.window(port), user);
    }

    private static void picture(Tasklist tasklist, String name) {
        if (Boolean.getBoolean("screenshots")) {
            Chromium.picture(tasklist.page(), IMAGES.resolve(name));
        }
    }

    /** As a person would who writes requests by hand, out of the page that they are signed in to. */
    private void assertRefused(Page page, Task task, Map<String, String> typed, int status, String words) {
        var variables = new HashMap<String, Object>();
        typed.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        var answer = page.evaluate("""
                async ([task, variables]) => {
                  const token = document.cookie.match(/XSRF-TOKEN=([^;]+)/)[1];
                  const answer = await fetch('/camunda/api/engine/engine/default/task/' + task + '/submit-form', {
                    method: 'POST',
                    headers: {'Content-Type': 'application/json', 'X-XSRF-TOKEN': token},
                    body: JSON.stringify({variables})
                  });
                  return answer.status + ' ' + (await answer.json()).message;
                }""", List.of(task.getId(), variables));
        assertThat(answer).asString().startsWith(status + " ").contains(words);
        assertThat(task(task.getId(), tasks)).isNotNull();
    }

    private static Task task(String taskId, TaskService tasks) {
        return tasks.createTaskQuery().taskId(taskId).singleResult();
    }

    private Task task(String decision) {
        return tasks.createTaskQuery().processInstanceBusinessKey(decision).singleResult();
    }

    /** The number at the end of the task's name, by which people tell cases apart. */
    private String reference(String decision) {
        var name = task(decision).getName();
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private String decision(String fields, String label, double confidence) {
        return decision("credit", fields, label, confidence);
    }

    private String decision(String useCase, String fields, String label, double confidence) {
        var body = """
                {"useCase": "%s", "case": %s,
                 "prediction": {"label": "%s", "confidence": %s, "modelVersion": "rehearsed-7"}}""".formatted(useCase, fields, label, confidence);
        var answer = Caller.at(port, "integrator").post("/api/v1/decisions", body);
        assertThat(answer.status()).as(answer.text()).isBetween(201, 202);
        return answer.body().path("id").asText();
    }

    private static String credit(int amount) {
        return """
                {"checking_status": "A12", "duration_months": 24, "credit_history": "A32", "purpose": "A43",
                 "credit_amount": %d, "savings": "A62", "employment_since": "A73", "age": 41}""".formatted(amount);
    }

    private String status(String decision) {
        return Caller.at(port, "owner")
                .get("/api/v1/decisions/" + decision)
                .body()
                .path("status")
                .asText();
    }

    private void assertDecided(String decision, String label, String person) {
        await().until(() -> status(decision), "FINAL"::equals);
        var outcome = Caller.at(port, "owner")
                .get("/api/v1/decisions/" + decision)
                .body()
                .path("outcome");
        assertThat(outcome.path("label").asText()).isEqualTo(label);
        assertThat(outcome.at("/by/kind").asText()).isEqualTo("PERSON");
        assertThat(outcome.at("/by/name").asText()).isEqualTo(person);
    }
}
