package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.BeforeEach;
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

    private static final String WHOLE_CASE = """
            {"useCase": "credit", "case": {"checking_status": "A12", "duration_months": 24, "credit_history": "A32",
             "purpose": "A43", "credit_amount": 4711, "savings": "A61", "employment_since": "A73",
             "installment_rate_pct": 4, "personal_status_sex": "A93", "other_debtors": "A101", "residence_since": 2,
             "property": "A123", "age": 35, "other_installment_plans": "A143", "housing": "A152",
             "existing_credits": 1, "job": "A173", "dependents": 1, "telephone": "A192", "foreign_worker": "A201"},
             "prediction": {"label": "bad", "confidence": 0.613}}""";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    @Test
    void aCaseWorkerDecidesBlindAndLooksAgainWhereTheModelSaysOtherwise() {
        var id = desk.send(byModel(WHOLE_CASE));
        var worker = tasklist("worker");
        worker.open(DECIDE, desk.reference(id)).claim();

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
        var id = credit(1200, "bad", 0.6);
        var worker = tasklist("worker2");
        worker.open(DECIDE, desk.reference(id)).claim().choose("Bad risk");
        assertThat(worker.complete()).isEqualTo(204);
        assertDecided(id, "bad", "worker2");
    }

    @Test
    void whereThePolicySaysSoTheModelsAnswerIsOpen() {
        var id = desk.send(byModel("""
                {"useCase": "triage", "case": {"clump_thickness": 8, "cell_size_uniformity": 7,
                 "cell_shape_uniformity": 6, "bare_nuclei": 9},
                 "prediction": {"label": "malignant", "confidence": 0.97}}"""));
        var doctor = tasklist("doctor");
        doctor.open("Triage of breast cell samples: decide", desk.reference(id)).claim();
        Tasklist.assertThat(doctor.form()).containsText("Malignant, confidence 97 % (model rehearsed-7)");
        doctor.choose("I agree with the model: Malignant");
        assertThat(doctor.complete()).isEqualTo(204);
        assertDecided(id, "malignant", "doctor");
    }

    @Test
    void aSupervisorVetoesAndACaseWorkerDecides() {
        var id = credit(2300, "good", 0.8);
        assertThat(status(id)).isEqualTo("PROVISIONAL");
        var supervisor = tasklist("supervisor");
        supervisor.open(WATCH, desk.reference(id)).claim();
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
        worker.open(DECIDE, desk.reference(id)).claim().choose("Good risk");
        assertThat(worker.complete()).isEqualTo(204);
        assertDecided(id, "good", "worker2");
    }

    @Test
    void theServerRefusesWhatTheFormWouldNotSend() {
        var id = credit(3400, "bad", 0.6);
        var task = desk.task(id).getId();
        var worker = tasklist("worker");
        worker.open(DECIDE, desk.reference(id)).claim();
        var version = desk.shown("worker", task).path("contentVersion").asText();

        assertRefused(worker.page(), task, Map.of(), 409, "look at the case again");
        assertRefused(worker.page(), task, Map.of("verdict", "LABEL", "label", "good"), 409, "look at the case again");
        assertRefused(worker.page(), task, Map.of("contentVersion", version), 400, "verdict: It is missing.");
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
        assertThat(desk.task(id).getId()).isEqualTo(task);
        assertThat(status(id)).isEqualTo("AWAITING_REVIEW");
    }

    @Test
    void whoAbstainsGetsTheCaseNoMore() {
        var id = credit(5600, "bad", 0.6);
        var worker = tasklist("worker");
        worker.open(DECIDE, desk.reference(id)).claim().choose("I cannot judge it", "I know the applicant");
        assertThat(worker.complete()).isEqualTo(204);

        var now = desk.reference(id);
        Tasklist.assertThat(worker.search(DECIDE, now).found(now)).hasCount(0);
        var other = tasklist("worker2");
        other.open(DECIDE, now).claim().choose("Bad risk");
        assertThat(other.complete()).isEqualTo(204);
        assertDecided(id, "bad", "worker2");
    }

    @Test
    void anEscalatedCaseIsTheSupervisors() {
        var id = credit(6700, "bad", 0.6);
        var worker = tasklist("worker");
        worker.open(DECIDE, desk.reference(id))
                .claim()
                .choose("I escalate it")
                .comment("the papers do not fit together");
        assertThat(worker.complete()).isEqualTo(204);

        var now = desk.reference(id);
        var supervisor = tasklist("supervisor");
        supervisor.open(ESCALATED, now);
        Tasklist.assertThat(worker.search(DECIDE, now).found(now)).hasCount(0);
    }

    @Test
    void aThirdPersonSeesWhatTheTwoSaid() {
        var id = credit(16_000, "bad", 0.6);
        desk.label("supervisor", id, "bad");
        desk.decide("worker3", id, "\"label\": \"good\", \"comment\": \"the guarantor is sound\"");

        var third = tasklist("supervisor2");
        third.open(ESCALATED, desk.reference(id)).claim();
        Tasklist.assertThat(third.form()).containsText("Two people decided this case differently.");
        Tasklist.assertThat(third.form()).containsText("the guarantor is sound");
        assertThat(third.page().content()).doesNotContain("rehearsed-7", "What the model says");
        third.choose("Good risk");
        assertThat(third.complete()).isEqualTo(204);
        third.followNotice("Look again");
        Tasklist.assertThat(third.form()).containsText("rehearsed-7");
        third.choose("I disagree", "Good risk", "Security or guarantor");
        assertThat(third.complete()).isEqualTo(204);
        assertDecided(id, "good", "supervisor2");
    }

    private Tasklist tasklist(String user) {
        return Tasklist.signIn(CHROMIUM.window(port), user);
    }

    private static void picture(Tasklist tasklist, String name) {
        if (Boolean.getBoolean("screenshots")) {
            tasklist.forgetSearch();
            Chromium.picture(tasklist.page(), IMAGES.resolve(name));
        }
    }

    /** As a person would who writes requests by hand, out of the page that they are signed in to. */
    private static void assertRefused(Page page, String task, Map<String, String> typed, int status, String words) {
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
                }""", List.of(task, variables));
        assertThat(answer).asString().startsWith(status + " ").contains(words);
    }

    private String credit(double amount, String label, double confidence) {
        return desk.send(byModel(Desk.credit(amount, label, confidence)));
    }

    private static String byModel(String body) {
        return body.substring(0, body.length() - 2) + ", \"modelVersion\": \"rehearsed-7\"}}";
    }

    private String status(String decision) {
        return desk.decision(decision).path("status").asText();
    }

    private void assertDecided(String decision, String label, String person) {
        assertThat(status(decision)).isEqualTo("FINAL");
        var outcome = desk.decision(decision).path("outcome");
        assertThat(outcome.path("label").asText()).isEqualTo(label);
        assertThat(outcome.at("/by/kind").asText()).isEqualTo("PERSON");
        assertThat(outcome.at("/by/name").asText()).isEqualTo(person);
    }
}
