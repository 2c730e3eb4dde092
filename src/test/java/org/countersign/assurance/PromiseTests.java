package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.decision.Actor;
import org.countersign.decision.OversightLevel;
import org.countersign.learning.Examples;
import org.countersign.learning.Promotions;
import org.countersign.learning.TrainingRuns;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.prediction.Learner;
import org.countersign.simulation.SimulatedCase;
import org.countersign.simulation.Worlds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

/** From nothing to a certificate, from a broken promise to a stop, and back: laws 1, 2, 8 and 11 on the way. */
@CountersignTest
class PromiseTests {

    private static final String MODEL = "risk-7";

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    @Autowired
    TrialUseCases trials;

    @Autowired
    Certifier certifier;

    @Autowired
    Diligence diligence;

    @Autowired
    Alarms alarms;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Rates rates;

    @Autowired
    Revisions revisions;

    @Autowired
    Drafts drafts;

    @Autowired
    Policies policies;

    @Autowired
    Examples examples;

    @Autowired
    TrainingRuns runs;

    @Autowired
    Promotions promotions;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    /** A use case with a large budget, so that few labels do; every decision that takes effect unseen is checked. */
    private void open(String useCase) {
        trials.open(
                useCase,
                text -> text.replace("assurance: advisory", "assurance: required")
                        .replace("alpha: 0.10, delta: 0.05", "alpha: 0.3, delta: 0.2")
                        .replace("rate: 0.05, onTheLoopRate: 0.10", "rate: 0.5, onTheLoopRate: 0.5"),
                TrialUseCases.APPROVE_ALL,
                null);
    }

    @Test
    void certifiesWhatPeopleSaidBlindAndNothingElse() {
        open("promised");
        var first = start("promised", .95);
        assertThat(first.at("/route/reasons").toString()).contains("no certificate covers this model and route");
        judge(first, "good");
        for (var i = 0; i < 24; i++) {
            judge(start("promised", .95), "good");
            if (i % 6 == 0 && i < 13) {
                judge(start("promised", .6), "bad");
                // as if the node were restarted in between: all that is remembered is in the database
                read("promised");
            }
        }
        // nobody has judged this one, so what comes after it has to wait
        var open = start("promised", .95);
        judge(start("promised", .95), "bad");
        read("promised");
        var certificate = valid("promised");
        assertThat(certificate.at("/proof/k").asDouble()).isLessThan(1);
        assertThat(certificate.at("/proof/threshold").asDouble()).isBetween(.6001, .95);
        assertThat(openTold("promised", open)).isFalse();

        var covered = start("promised", .95);
        assertThat(covered.at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
        assertThat(ledger.texts("select facts from decision where id = ?", id(covered))
                        .get(0))
                .contains("\"certificate\":\"" + certificate.path("id").asText() + "\"", "\"covers\":true");
        assertThat(start("promised", .6).at("/route/reasons").toString()).contains("covers confidence from");
        assertThat(send("promised", "good", .95, "risk-8").at("/route/level").asText())
                .isEqualTo("HUMAN_IN_THE_LOOP");
        assertThat(send("promised", "bad", .95, MODEL).at("/route/level").asText())
                .isEqualTo("HUMAN_IN_THE_LOOP");
        assertThat(desk.start(Desk.caseOf("promised", 2000, "good", .95)).status())
                .isEqualTo(202);
        assertThat(ledger.trail("use-case:promised")).contains("Certified");
        verifies("promised", certificate.path("id").asText());
    }

    private boolean openTold(String useCase, JsonNode decision) {
        return ledger.count(
                        "select count(*) from evidence_part p join evidence_stream s on s.id = p.stream"
                                + " where s.use_case = ? and p.content like '%' || ? || '%'",
                        useCase, id(decision))
                > 0;
    }

    /** The exported record is all it takes; a forged one is found out. */
    private void verifies(String useCase, String certificate) {
        var file = desk.as("auditor")
                .get("/api/v1/use-cases/" + useCase + "/certificates/" + certificate)
                .text();
        assertThat(CertificateCheck.of(file).sentence()).startsWith("It holds");
        var threshold = valid(useCase).at("/proof/threshold").asText();
        for (var forged : List.of(
                file.replace("\"threshold\":" + threshold, "\"threshold\":0.5"),
                file.replaceFirst(":0:", ":1:"),
                file.replace("\"policyDelta\":0.2", "\"policyDelta\":0.9"),
                "{}",
                "no certificate")) {
            assertThat(forged).isNotEqualTo(file);
            assertThat(CertificateCheck.of(forged)).as(forged).matches(check -> !check.holds());
        }
    }

    @Test
    void countsNothingTwiceWhoeverReads() {
        open("read-twice");
        for (var i = 0; i < 22; i++) {
            judge(start("read-twice", .95), "good");
        }
        var until = Instant.now();
        var readers = Stream.generate(() -> CompletableFuture.runAsync(() -> certifier.readOn("read-twice", until)))
                .limit(6)
                .toList();
        readers.forEach(CompletableFuture::join);

        assertThat(cell("read-twice").path("n").asInt()).isEqualTo(22);
    }

    @Test
    void otherRulesNeedACertificateOfTheirOwn() {
        open("republished");
        for (var i = 0; i < 40; i++) {
            judge(start("republished", .95), "good");
        }
        read("republished");
        var before = valid("republished").path("id").asText();

        publish("republished", TrialUseCases.APPROVE_ALL.replace("\"always\"", "\"as ever\""));

        var recomputed = valid("republished");
        assertThat(recomputed.path("id").asText()).isNotEqualTo(before);
        assertThat(recomputed.at("/proof/round").asInt()).isEqualTo(2);
        assertThat(ledger.texts("select state || ' ' || why_ended from certificate where id = ?", before))
                .containsExactly("SUPERSEDED Other rules came into force.");
        assertThat(start("republished", .95).at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
        verifies("republished", recomputed.path("id").asText());

        publish("republished", TrialUseCases.APPROVE_ALL + """
                rule "None stands"
                    @owner("tests") @rationale("tests")
                when
                    Prediction( confidence > 0.9 )
                then
                    route.review("all of these");
                end
                """);
        // under these rules not one stored case would have been approved
        assertThat(states("republished")).doesNotContain("VALID");
    }

    /** A model that was never in force starts with what its held-back examples say of it, or with nothing. */
    @Test
    void aPromotedModelIsCertifiedByCasesThatItNeverSaw() {
        open("promoted");
        var made = Worlds.forUseCase("credit").cases(5).limit(1200).toList();
        examples.importSimulated(
                "promoted",
                made.stream().map(SimulatedCase::subject).toList(),
                made.stream().map(SimulatedCase::truth).toList(),
                "made-up");
        var first = runs.runNow("promoted", Learner.LINEAR, "owner").challenger();
        promotions.promote("promoted", Objects.requireNonNull(first), "owner");

        var certificate = valid("promoted");
        assertThat(certificate.path("method").asText()).isEqualTo("BATCH");
        assertThat(certificate.at("/cell/model").asText()).isEqualTo(first);
        verifies("promoted", certificate.path("id").asText());
        // it holds for nobody else's answers
        assertThat(start("promoted", .99).at("/route/level").asText()).isEqualTo("HUMAN_IN_THE_LOOP");

        var second = runs.runNow("promoted", Learner.LINEAR, "owner").challenger();
        promotions.promote("promoted", Objects.requireNonNull(second), "owner");
        promotions.promote("promoted", first, "owner");
        assertThat(valid("promoted").at("/proof/round").asInt())
                .as("a second look at the same labels")
                .isEqualTo(2);
        assertThat(promise("promoted").path("certificates").findValuesAsText("whyEnded"))
                .contains("The model " + second + " was promoted.");
    }

    @Test
    void aBrokenPromiseStopsInTheVerdictThatBreaksIt() {
        open("broken");
        earnTrust("broken");
        var certificate = valid("broken").path("id").asText();
        var unchecked = 0;
        var wrong = 0;
        while (!stopped("broken")) {
            assertThat(unchecked).isLessThan(60);
            var next = start("broken", .95);
            assertThat(next.at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
            if (desk.tasks(id(next)).isEmpty()) {
                unchecked++;
            } else if (unchecked > 0) {
                judge(next, "bad");
                wrong++;
            }
        }
        assertThat(wrong).isBetween(3, 6);
        assertThat(start("broken", .95).at("/route/reasons").toString()).contains("stop switch");
        assertThat(ledger.texts("select state from certificate where id = ?", certificate))
                .containsExactly("REVOKED");
        var trail = ledger.trail("use-case:broken");
        assertThat(trail).containsSubsequence("Certified", "StopSwitched", "CertificatesVoided", "Alarmed");

        reviewAgain(unchecked);
        startsAnew();
    }

    private void reviewAgain(int unchecked) {
        var alarms =
                desk.as("supervisor").get("/api/v1/use-cases/broken/alarms").body();
        assertThat(alarms).hasSize(1);
        assertThat(alarms.at("/0/inDoubt").asInt()).isEqualTo(unchecked);
        var again =
                "/api/v1/use-cases/broken/alarms/" + alarms.at("/0/alarm/id").asText() + "/re-reviews";
        assertThat(desk.as("owner").post(again, "{}").status()).isEqualTo(403);
        assertThat(desk.as("supervisor").post(again, "{\"most\": 0}").status()).isEqualTo(400);
        var started = desk.as("supervisor").post(again, "{}").body();
        assertThat(started.path("decisions")).hasSize(unchecked);
        assertThat(started.path("inDoubt").asInt()).isZero();
        for (var doubtful : started.path("decisions")) {
            // picked for a reason, so no evidence of how many are wrong
            desk.label("worker", doubtful.asText(), "good");
            assertThat(ledger.examples(doubtful.asText())).containsExactly("SPOT_CHECK good -");
        }
        assertThat(ledger.trail("use-case:broken")).endsWith("ReReviewsStarted");
    }

    private void startsAnew() {
        turn("broken", "supervisor2");
        read("broken");
        assertThat(start("broken", .95).at("/route/reasons").toString())
                .contains("the certificate for this model and route is revoked");
        assertThat(cell("broken").path("n").asInt())
                .as("labels from before the alarm")
                .isZero();
        assertThat(cell("broken").path("words").asText()).startsWith("Revoked after an alarm; evidence starts anew.");
    }

    /** The slow detector takes a thousand checks to tell; here it has had all but the last. */
    @Test
    void aWarningHasPeopleWatchUntilASupervisorLiftsIt() {
        open("warned");
        earnTrust("warned");
        judge(drawn("warned"), "good");
        ledger.jdbc()
                .sql("update check_tally set checks = 900, wrong = 60, statistics = '900 900 900 900 900'"
                        + " where use_case = 'warned'")
                .update();
        var before = drawn("warned");
        assertThat(before.at("/route/spotCheckProbability").asDouble()).isEqualTo(.5);
        judge(before, "bad");

        var watched = start("warned", .95);
        assertThat(watched.at("/route/level").asText()).isEqualTo("HUMAN_ON_THE_LOOP");
        assertThat(watched.at("/route/spotCheckProbability").asDouble()).isEqualTo(1);
        assertThat(watched.at("/route/reasons").toString()).contains("a person watches");
        assertThat(stopped("warned")).isFalse();

        var alarms = "/api/v1/use-cases/warned/alarms";
        var id = desk.as("auditor").get(alarms).body().at("/0/alarm/id").asText();
        var lifting = alarms + "/" + id + "/lifting";
        assertThat(desk.as("officer").post(lifting, "{\"reason\": \"x\"}").status())
                .isEqualTo(403);
        assertThat(desk.as("supervisor").post(lifting, "{}").status()).isEqualTo(400);
        assertThat(desk.as("supervisor")
                        .post(lifting, "{\"reason\": \"a bad day\"}")
                        .status())
                .isEqualTo(204);
        assertThat(desk.as("supervisor")
                        .post(lifting, "{\"reason\": \"again\"}")
                        .status())
                .isEqualTo(409);
        assertThat(start("warned", .95).at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
        assertThat(ledger.trail("use-case:warned")).containsExactly("Certified", "Alarmed", "WarningLifted");
    }

    private void earnTrust(String useCase) {
        for (var i = 0; i < 25; i++) {
            judge(start(useCase, .95), "good");
        }
        read(useCase);
    }

    private JsonNode drawn(String useCase) {
        for (var i = 0; i < 60; i++) {
            var next = start(useCase, .95);
            if (!desk.tasks(id(next)).isEmpty()) {
                return next;
            }
        }
        throw new AssertionError("none of 60 was drawn");
    }

    @Test
    void checksAsManyAsItTakesToFindOutInTime() {
        trials.open(
                "detecting",
                text -> text.replace(
                        "rate: 0.05, onTheLoopRate: 0.10",
                        "rate: 0.05, onTheLoopRate: 0.10, detect: {factor: 3, within: P20D}"),
                TrialUseCases.APPROVE_ALL,
                null);
        assertThat(start("detecting", .95).at("/route/spotCheckProbability").asDouble())
                .isEqualTo(.05);
        for (var i = 0; i < 3; i++) {
            start("detecting", .95);
        }

        rates.renew("detecting", Instant.now());

        var slow = ChecksNeeded.until(new ErrorAlarm(.1, .05 * Cell.share(1)), .1 * 3, .5, 1000)
                .orElseThrow();
        var checks = ChecksNeeded.median(RunLengthAlarm.start(.1, 1000), .1 * 3, slow)
                .orElse(slow);
        assertThat(start("detecting", .95).at("/route/spotCheckProbability").asDouble())
                .isEqualTo(Math.ceil(checks / (20 * 4.) * 100) / 100)
                .isBetween(.06, .9);
    }

    @Test
    void twoNodesMayComputeRatesAtTheSameTime() {
        trials.open(
                "rated-twice",
                text -> text.replace(
                        "rate: 0.05, onTheLoopRate: 0.10",
                        "rate: 0.05, onTheLoopRate: 0.10, detect: {factor: 3, within: P20D}"),
                TrialUseCases.APPROVE_ALL,
                null);
        start("rated-twice", .95);
        var other = transaction.execute(status -> {
            rates.renew("rated-twice", Instant.now());
            var late = CompletableFuture.runAsync(() -> rates.renew("rated-twice", Instant.now()));
            assertThat(late).failsWithin(Duration.ofMillis(300)).withThrowableOfType(TimeoutException.class);
            return late;
        });

        assertThat(other).succeedsWithin(Duration.ofSeconds(20));
        assertThat(ledger.count("select count(*) from spot_check_rate where use_case = 'rated-twice'"))
                .isEqualTo(1);
    }

    @Test
    void reviewsAsManyFirstAsThePolicySays() {
        trials.open(
                "patient",
                text -> text.replace("assurance: advisory", "assurance: required")
                        .replace("alpha: 0.10, delta: 0.05", "alpha: 0.3, delta: 0.2")
                        .replace("rate: 0.05", "reviewFirst: 40, rate: 0.05"),
                TrialUseCases.APPROVE_ALL,
                null);
        for (var i = 0; i < 30; i++) {
            judge(start("patient", .95), "good");
        }
        read("patient");
        assertThat(states("patient")).doesNotContain("VALID");
        assertThat(promise("patient").at("/cells").toString()).contains("\"moreLabels\":10,");

        for (var i = 0; i < 10; i++) {
            judge(start("patient", .95), "good");
        }
        read("patient");
        assertThat(valid("patient").at("/proof/n").asInt()).isEqualTo(40);
    }

    @Test
    void checksThatNobodyAnswersStopWhatNobodyChecks() {
        open("unwatched");
        earnTrust("unwatched");
        var drawn = 0;
        while (drawn < 20) {
            drawn += desk.tasks(id(start("unwatched", .95))).size();
        }
        diligence.watch("unwatched", Instant.now());
        assertThat(stopped("unwatched")).isFalse();

        var late = Instant.now().plus(Duration.ofDays(4));
        diligence.watch("unwatched", late);

        assertThat(stopped("unwatched")).isTrue();
        assertThat(desk.as("supervisor")
                        .get("/api/v1/use-cases/unwatched/alarms")
                        .text())
                .contains("UNANSWERED", "20 of the last 20 spot checks were not answered in time");
        turn("unwatched", "supervisor");
        diligence.watch("unwatched", late);
        assertThat(stopped("unwatched")).as("the same checks once more").isFalse();
        var seen = ledger.texts("select since_id from alarm where use_case = 'unwatched'");
        transaction.executeWithoutResult(
                status -> alarms.unanswered("unwatched", OversightLevel.AUTO_APPROVE, "", 20, 20, seen.get(0)));
        assertThat(stopped("unwatched"))
                .as("seen by another node at the same time")
                .isFalse();
        // unanswered is wrong, as far as certificates go
        certifier.readOn("unwatched", late);
        assertThat(cell("unwatched").path("k").asDouble()).isGreaterThanOrEqualTo(20);
    }

    private void read(String useCase) {
        certifier.readOn(useCase, Instant.now());
    }

    private JsonNode promise(String useCase) {
        var answer = desk.as("owner").get("/api/v1/use-cases/" + useCase + "/certificates");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode valid(String useCase) {
        for (var certificate : promise(useCase).path("certificates")) {
            if (certificate.path("state").asText().equals("VALID")) {
                return certificate;
            }
        }
        throw new AssertionError("no valid certificate: " + promise(useCase));
    }

    private List<String> states(String useCase) {
        return promise(useCase).path("certificates").findValuesAsText("state");
    }

    private JsonNode cell(String useCase) {
        for (var cell : promise(useCase).path("cells")) {
            if (cell.at("/cell/label").asText().equals("good")) {
                return cell;
            }
        }
        throw new AssertionError("no cell: " + promise(useCase));
    }

    private boolean stopped(String useCase) {
        return ledger.count("select count(*) from stop_switch where scope = ?", useCase) > 0;
    }

    private void turn(String useCase, String person) {
        var answer = desk.as(person)
                .send(
                        "PUT",
                        "/api/v1/stop-switch",
                        "application/json",
                        "{\"scope\": \"%s\", \"stop\": false, \"reason\": \"looked into\"}".formatted(useCase));
        assertThat(answer.status()).as(answer.text()).isEqualTo(204);
    }

    private void publish(String useCase, String rules) {
        var base = policies.inForce(useCase).ruleSet();
        var draft = drafts.begin(useCase, Kind.RULES, Map.of("oversight.drl", rules), base, Actor.person("officer"));
        var proposed = revisions.propose(draft.id(), draft.edits(), null, "a test", "officer");
        revisions.publish(useCase, Kind.RULES, proposed.version(), null, "officer2");
    }

    private JsonNode start(String useCase, double confidence) {
        return send(useCase, "good", confidence, MODEL);
    }

    private JsonNode send(String useCase, String label, double confidence, String model) {
        var answer = desk.start(Desk.caseOf(useCase, 2000, label, confidence)
                .replace("\"prediction\": {", "\"prediction\": {\"modelVersion\": \"" + model + "\", "));
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body();
    }

    private static String id(JsonNode decision) {
        return decision.path("id").asText();
    }

    /** What the person says without having seen the answer; asked again, they keep to it. */
    private void judge(JsonNode decision, String label) {
        desk.label("worker", id(decision), label);
        if (!label.equals("good")) {
            keep(decision, label);
        }
    }

    private void keep(JsonNode decision, String label) {
        desk.decide(
                "worker",
                id(decision),
                "\"verdict\": \"OVERRIDE\", \"label\": \"" + label + "\", \"reasonCode\": \"other\"");
    }
}
