package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.TrialUseCases;
import org.countersign.Visitor;
import org.countersign.review.BlindChecks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** The promise as people see it on the console's pages, and what they can do there. */
@CountersignTest
class AssurancePagesTests {

    private static final String PAGES = "/console/assurance";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    TrialUseCases trials;

    @Autowired
    Certifier certifier;

    @Autowired
    BlindChecks blindChecks;

    @Autowired
    TransactionTemplate transaction;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    private void open(String useCase, UnaryOperator<String> policyText) {
        trials.open(
                useCase,
                text -> policyText.apply(text.replace("alpha: 0.10, delta: 0.05", "alpha: 0.3, delta: 0.2")
                        .replace("rate: 0.05, onTheLoopRate: 0.10", "rate: 0.5, onTheLoopRate: 0.5")),
                TrialUseCases.APPROVE_ALL,
                null);
    }

    @Test
    void aStoppedUseCaseSendsItsCasesToPeopleUntilAnotherPersonResumesIt() {
        open("stopped-by-hand", text -> text);
        var page = PAGES + "/stopped-by-hand";
        var supervisor = Visitor.signedIn(port, "supervisor");
        assertThat(text(supervisor.get(page)))
                .contains("Running without a promise: waived", "The policy is advisory", "Nothing is stopped");

        var sent = supervisor.submit(page, page + "/stops", "scope", "stopped-by-hand", "reason", "it drifts");
        assertThat(sent.headers().firstValue("Location").orElse("")).endsWith(page);

        assertThat(start("stopped-by-hand").path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(text(supervisor.get(page)))
                .contains("By supervisor", "“it drifts”", "You stopped it, so another person has to resume it.")
                .contains("Every case goes to people until somebody resumes it.")
                .doesNotContain("Resume it");
        var self = supervisor.submit(page, page + "/resumptions", "scope", "stopped-by-hand", "reason", "all good");
        assertThat(self.status()).isEqualTo(409);
        assertThat(text(self)).contains("supervisor stopped it: another person must resume.", "Nothing was changed.");
        assertThat(start("stopped-by-hand").path("status").asText()).isEqualTo("AWAITING_REVIEW");

        var officer = Visitor.signedIn(port, "officer");
        officer.submit(page, page + "/resumptions", "scope", "stopped-by-hand", "reason", "looked into");
        assertThat(start("stopped-by-hand").path("status").asText()).isEqualTo("FINAL");
    }

    @Test
    void badInputIsSaidOnThePage() {
        open("typed-badly", text -> text.replace("  assurance:", "  segments: [savings]\n  assurance:"));
        var page = PAGES + "/typed-badly";
        var supervisor = Visitor.signedIn(port, "supervisor");

        var blank = supervisor.submit(page, page + "/stops", "scope", "typed-badly/savings=A63", "reason", "  ");
        assertThat(blank.status()).isEqualTo(400);
        assertThat(text(blank)).contains("Reason: It is missing. Say why.");
        assertThat(blank.text()).containsPattern("value=\"typed-badly/savings=A63\"[^>]*selected");
        var unknown = supervisor.submit(page, page + "/stops", "scope", "typed-badly/savings=A1", "reason", "kept");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(text(unknown)).contains("What: The use case typed-badly has no such segment.", "kept");
        for (var scope : List.of("", "credit")) {
            assertThat(text(supervisor.submit(page, page + "/stops", "scope", scope, "reason", "x")))
                    .contains("What: It is no part of typed-badly.");
        }
        assertThat(text(supervisor.submit(PAGES, PAGES + "/stops", "reason", " ")))
                .contains("Reason: It is missing.");
        assertThat(start("typed-badly").path("status").asText()).isEqualTo("FINAL");

        supervisor.submit(page, page + "/stops", "scope", "typed-badly/savings=A63", "reason", "only here");
        assertThat(text(supervisor.get(page))).contains("Stopped in part: Savings account or bonds:");
        assertThat(start("typed-badly").path("status").asText()).isEqualTo("AWAITING_REVIEW");
    }

    @Test
    void allUseCasesAreStoppedAtOnce() {
        open("stopped-with-all", text -> text);
        var supervisor = Visitor.signedIn(port, "supervisor");
        var other = Visitor.signedIn(port, "supervisor2");
        try {
            supervisor.submit(PAGES, PAGES + "/stops", "reason", "fire");
            assertThat(start("stopped-with-all").path("status").asText()).isEqualTo("AWAITING_REVIEW");
            assertThat(text(supervisor.submit(PAGES, PAGES + "/resumptions", "reason", "out")))
                    .contains("another person must resume");
        } finally {
            other.submit(PAGES, PAGES + "/resumptions", "reason", "out");
        }
        assertThat(start("stopped-with-all").path("status").asText()).isEqualTo("FINAL");
    }

    @Test
    void eachRoleDoesWhatItMayOverRest() {
        open("read-only", text -> text);
        var page = PAGES + "/read-only";
        var worker = Visitor.signedIn(port, "worker");
        for (var path : List.of(PAGES, page, page + "/alarms/x", page + "/certificates/x")) {
            assertThat(worker.get(path).status()).as(path).isEqualTo(403);
        }
        for (var user : List.of("auditor", "owner", "admin")) {
            var reader = Visitor.signedIn(port, user);
            assertThat(text(reader.get(page))).contains("waived").doesNotContain("What to stop");
            assertThat(reader.submit(page, page + "/stops", "scope", "read-only", "reason", "x")
                            .status())
                    .as(user)
                    .isEqualTo(403);
            assertThat(reader.submit(page, PAGES + "/stops", "reason", "x").status())
                    .isEqualTo(403);
        }
        var officer = Visitor.signedIn(port, "officer");
        assertThat(text(officer.get(page))).contains("What to stop");
        for (var action : List.of("/re-reviews", "/lifting")) {
            assertThat(officer.submit(page, page + "/alarms/x" + action, "most", "1", "reason", "x")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void saysHowManyMoreLabelsItTakesAndHandsOutTheCertificate() {
        open(
                "shown",
                text -> text.replace("assurance: advisory", "assurance: required")
                        .replace("alpha: 0.3", "alpha: 0.2"));
        var page = PAGES + "/shown";
        var owner = Visitor.signedIn(port, "owner");
        assertThat(text(owner.get(page))).contains("Not running yet", "No model is known yet", "None was issued yet");
        judge("shown", 7);
        assertThat(text(owner.get(page)))
                .contains("7 decisions counted, 0 wrong", "About 13 more labels until a first certificate")
                .doesNotContain("No model is known yet");
        judge("shown", 14);
        var seen = text(owner.get(page));
        assertThat(seen).containsPattern("21 decisions counted, 0 wrong").containsPattern("About \\d+ more labels");
        assertThat(owner.get(page).text()).containsPattern("<progress max=\"100\" value=\"[1-9]\\d?\"");

        judge("shown", 12);
        assertThat(text(owner.get(page)))
                .contains(
                        "Running",
                        "The one kind of decision that is known is certified.",
                        "Certified for confidence from 0.9")
                .contains("Nobody has answered a spot check yet", "verify-certificate");
        var link = owner.get(page).text().replaceAll("(?s).*href=\"([^\"]+/certificates/[^\"]+)\".*", "$1");
        var file = owner.get(link);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("attachment", ".json");
        assertThat(CertificateCheck.of(file.text()).sentence()).startsWith("It holds");
    }

    @Test
    void aBrokenPromiseIsShownWithItsDecisionsAndThesePutUpForReviewAgain() {
        open("doubtful", text -> text);
        var ids = breakPromise();
        var supervisor = Visitor.signedIn(port, "supervisor");
        var auditor = Visitor.signedIn(port, "auditor");
        var page = PAGES + "/doubtful";
        var seen = supervisor.get(page);
        assertThat(text(seen))
                .contains(
                        "Stopped", "the engine, because of an alarm", "The promise has broken", "They are stopped now.")
                .contains(ids.size() + " decisions are in doubt");
        var alarm = seen.text().replaceAll("(?s).*href=\"([^\"]+/alarms/[^\"]+)\".*", "$1");
        assertThat(supervisor.get(alarm).text()).contains(ids).contains("/console/decisions/" + ids.get(0));
        assertThat(text(auditor.get(alarm))).contains("Decisions in doubt").doesNotContain("Put up for review again");

        var open = ids.get(0);
        transaction.executeWithoutResult(status -> blindChecks.start(List.of(open)));
        // supervisors are in the escalation queue, so it could yet be theirs
        assertThat(supervisor.get(alarm).text()).doesNotContain(open).contains("1 decision is under blind review");
        assertThat(supervisor.get(page).text()).doesNotContain(open);
        assertThat(supervisor.get("/console/decisions/" + open).status()).isEqualTo(403);
        assertThat(auditor.get(alarm).text()).contains(open);
        desk.label("worker", open, "good");

        for (var most : List.of("0", "201", "some", "")) {
            var bad = supervisor.submit(alarm, alarm + "/re-reviews", "most", most);
            assertThat(bad.status()).isEqualTo(400);
            assertThat(text(bad)).contains("How many: It is not a number within 1 and 200.");
        }
        assertThat(desk.tasks(ids.get(1))).isEmpty();
        supervisor.submit(alarm, alarm + "/re-reviews", "most", "200");
        for (var id : ids) {
            assertThat(desk.tasks(id)).hasSize(1);
            assertThat(supervisor.get(alarm).text()).doesNotContain(id);
        }
        assertThat(text(supervisor.submit(alarm, alarm + "/lifting", "reason", "x")))
                .contains("Only a warning");
    }

    /** Gives the decisions that nobody has looked at since it broke. */
    private List<String> breakPromise() {
        var unseen = new ArrayList<String>();
        for (var i = 0; i < 60; i++) {
            var next = start("doubtful");
            if (next.path("status").asText().equals("AWAITING_REVIEW")) {
                return unseen;
            }
            var id = next.path("id").asText();
            if (desk.tasks(id).isEmpty()) {
                unseen.add(id);
            } else if (unseen.size() > 1) {
                judge(id, "bad");
            }
        }
        throw new AssertionError("no alarm");
    }

    private void judge(String useCase, int cases) {
        for (var i = 0; i < cases; i++) {
            judge(start(useCase).path("id").asText(), "good");
        }
        certifier.readOn(useCase, Instant.now());
    }

    private void judge(String id, String label) {
        desk.label("worker", id, label);
        if (!label.equals("good")) {
            desk.decide("worker", id, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"other\"");
        }
    }

    private JsonNode start(String useCase) {
        var answer = desk.start(Desk.caseOf(useCase, 2000, "good", .95)
                .replace("\"prediction\": {", "\"prediction\": {\"modelVersion\": \"risk-7\", "));
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body();
    }

    /** What a person reads. */
    private static String text(Answer page) {
        return page.text().replaceAll("(?s)<[^>]*>", "").replace("&quot;", "\"").replaceAll("\\s+", " ");
    }
}
