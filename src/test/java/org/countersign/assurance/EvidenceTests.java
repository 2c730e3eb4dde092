package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.assurance.Lender.id;
import static org.countersign.assurance.Lender.level;
import static org.countersign.assurance.Lender.rate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.decision.Actor;
import org.countersign.decision.DecisionEvent.SpotChecked;
import org.countersign.learning.Examples;
import org.countersign.learning.Promotions;
import org.countersign.learning.TrainingRuns;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.countersign.prediction.Learner;
import org.countersign.simulation.SimulatedCase;
import org.countersign.simulation.Worlds;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** What counts as evidence, for which decisions, and until when. */
@CountersignTest
class EvidenceTests {

    private static final String ON_THE_LOOP = TrialUseCases.APPROVE_ALL.replace("route.approve", "route.onTheLoop");

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
    Rates rates;

    @Autowired
    Revisions revisions;

    @Autowired
    Drafts drafts;

    @Autowired
    Policies policies;

    @Autowired
    RulesFolder folder;

    @Autowired
    Examples examples;

    @Autowired
    TrainingRuns runs;

    @Autowired
    Promotions promotions;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TransactionTemplate transaction;

    /** With a large budget, so that few labels do; half of what takes effect unseen is checked. */
    private static String large(String text) {
        return text.replace("assurance: advisory", "assurance: required")
                .replace("alpha: 0.10, delta: 0.05", "alpha: 0.3, delta: 0.2")
                .replace("rate: 0.05, onTheLoopRate: 0.10", "rate: 0.5, onTheLoopRate: 0.5");
    }

    private Lender open(String useCase, UnaryOperator<String> more, String rules) {
        trials.open(useCase, text -> more.apply(large(text)), rules, null);
        return new Lender(useCase, new Desk(port, engine), ledger, certifier);
    }

    private Lender open(String useCase) {
        return open(useCase, text -> text);
    }

    private Lender open(String useCase, UnaryOperator<String> more) {
        return open(useCase, more, TrialUseCases.APPROVE_ALL);
    }

    @Test
    void checksFromBeforeAnAlarmSayNothingAfterIt() {
        var lender = open("answered-late");
        lender.earnTrust();
        var early = lender.drawn("A43");
        while (!lender.isStopped("answered-late")) {
            lender.judge(lender.drawn("A43"), "bad");
        }

        lender.judge(early, "bad");

        assertThat(
                        ledger.texts(
                                "select round || ' ' || checks || ' ' || wrong from check_tally where use_case = 'answered-late'"))
                .containsExactly("2 0 0");
    }

    /** Others may take their time to agree; the certificate rests on the first word, and so does the time it came at. */
    @Test
    void aBlindJudgementCountsFromWhenItWasGiven() {
        var lender = open("adjudicated-late");
        var decision = lender.start();
        lender.desk().label("worker", id(decision), "bad");
        ledger.jdbc()
                .sql("update verdict set at = ? where decision_id = ?")
                .params(Instant.now().minus(Duration.ofDays(5)).atOffset(ZoneOffset.UTC), id(decision))
                .update();

        lender.keep(decision, "bad");

        assertThat(ledger.count(
                        "select count(*) from blind_judgement j join verdict v on v.decision_id = j.decision_id"
                                + " where j.decision_id = ? and v.kind = 'LABEL' and v.at = j.at",
                        id(decision)))
                .isEqualTo(1);
    }

    /** Such names are refused now, but an older program let them in. */
    @Test
    void aModelWhoseNameIsTooLongDoesNotKeepOthersFromTheirCertificates() {
        var lender = open("long-name");
        for (var i = 0; i < 20; i++) {
            lender.judge(lender.start(), "good");
        }
        ledger.jdbc()
                .sql("update decision set prediction = replace(prediction, 'risk-7', ?) where use_case = 'long-name'")
                .param("m".repeat(129))
                .update();

        lender.earnTrust();

        assertThat(lender.valid().at("/cell/model").asText()).isEqualTo("risk-7");
    }

    @Test
    void saysHowManyMoreLabelsItTakesFromTheFirstOn() {
        trials.open("ours", EvidenceTests::large, TrialUseCases.APPROVE_ALL, "risk-7");
        var lender = new Lender("ours", new Desk(port, engine), ledger, certifier);
        assertThat(standing(lender)).isEqualTo("0 of which 0.0 wrong, 20 more");

        lender.judge(lender.start(), "good");
        lender.judge(lender.start(), "bad");
        lender.read(Instant.now());

        assertThat(standing(lender)).isEqualTo("2 of which 1.0 wrong, 18 more");
        assertThat(lender.cell().path("words").asText()).contains("About 18 more labels");
    }

    @Test
    void listsTheModelOfACallerBeforeItsEvidenceBegins() {
        var lender = open("theirs");
        for (var i = 0; i < 4; i++) {
            lender.judge(lender.start(), "good");
        }
        lender.read(Instant.now());
        assertThat(lender.promise().path("cells")).as("may be a slip").isEmpty();

        lender.judge(lender.start(), "good");
        lender.read(Instant.now());

        assertThat(lender.promise().path("cells")).hasSize(1);
        assertThat(standing(lender)).isEqualTo("5 of which 0.0 wrong, 15 more");
    }

    private static String standing(Lender lender) {
        var cell = lender.cell();
        return cell.path("n") + " of which " + cell.path("k") + " wrong, " + cell.path("moreLabels") + " more";
    }

    @Test
    void whatWaitedForAPersonWhenOtherRulesCameIsToldWhenItIsJudged() {
        // nothing is certified as yet, so that people decide all of them
        var lender =
                open("waiting", text -> text.replace("onTheLoopRate: 0.5", "onTheLoopRate: 0.5, reviewFirst: 500"));
        lender.earnTrust();
        var open = lender.start();
        for (var i = 0; i < 3; i++) {
            lender.judge(lender.start(), "good");
        }
        publish("waiting", Kind.RULES, "oversight.drl", TrialUseCases.APPROVE_ALL.replace("\"always\"", "\"as ever\""));
        assertThat(lender.cell().path("n").asInt()).as("up to the open one").isEqualTo(25);

        lender.judge(open, "good");
        lender.judge(lender.start(), "good");
        lender.read(Instant.now());

        assertThat(lender.cell().path("n").asInt()).isEqualTo(30);
    }

    @Test
    void anotherPolicyNeedsACertificateOfItsOwn() throws Exception {
        var lender = open("other-policy");
        lender.earnTrust();
        var before = lender.valid().path("id").asText();
        var text = large(
                folder.read("credit", "policy.yaml").orElseThrow().replace("useCase: credit", "useCase: other-policy"));

        publish("other-policy", Kind.POLICY, "policy.yaml", text.replace("alpha: 0.3", "alpha: 0.02"));

        assertThat(ledger.texts("select state || ' ' || why_ended from certificate where id = ?", before))
                .containsExactly("SUPERSEDED Other policy came into force.");
        assertThat(lender.promise().path("certificates").findValuesAsText("state"))
                .doesNotContain("VALID");
        assertThat(level(lender.start())).isEqualTo("HUMAN_IN_THE_LOOP");
    }

    @Test
    void eachSegmentHasACertificateAndAnAlarmOfItsOwn() {
        var lender = open(
                "segmented",
                text -> text.replace("alpha: 0.3, delta: 0.2", "alpha: 0.5, delta: 0.4")
                        .replace("oversight:", "oversight:\n  segments: [purpose]"));
        lender.earnTrust("A43");
        assertThat(lender.valid().at("/cell/segment").asText()).isEqualTo("purpose=A43");
        var covered = lender.start("A43");
        assertThat(level(covered)).isEqualTo("AUTO_APPROVE");
        if (!lender.desk().tasks(id(covered)).isEmpty()) {
            lender.judge(covered, "good");
        }
        var uncertified = lender.start("A41");
        assertThat(level(uncertified)).isEqualTo("HUMAN_IN_THE_LOOP");
        lender.judge(uncertified, "good");
        lender.earnTrust("A41");
        assertThat(level(lender.start("A41"))).isEqualTo("AUTO_APPROVE");

        while (!lender.isStopped("segmented/purpose=A43")) {
            lender.judge(lender.drawn("A43"), "bad");
        }

        assertThat(level(lender.start("A43"))).isEqualTo("HUMAN_IN_THE_LOOP");
        assertThat(level(lender.start("A41"))).isEqualTo("AUTO_APPROVE");
        assertThat(lender.isStopped("segmented")).isFalse();
    }

    @Test
    void eachSegmentIsCheckedAsOftenAsItsVolumeWants() {
        var lender = open(
                "segment-rates",
                text -> text.replace("assurance: required", "assurance: advisory")
                        .replace("alpha: 0.3, delta: 0.2", "alpha: 0.1, delta: 0.05")
                        .replace(
                                "rate: 0.5, onTheLoopRate: 0.5",
                                "rate: 0.02, onTheLoopRate: 0.1, detect: {factor: 3, within: P20D}")
                        .replace("oversight:", "oversight:\n  segments: [purpose]"));
        for (var i = 0; i < 12; i++) {
            lender.start(i < 3 ? "A41" : "A43");
        }

        rates.renew("segment-rates", Instant.now());

        var rare = rate(lender.start("A41"));
        var frequent = rate(lender.start("A43"));
        assertThat(frequent).isBetween(.021, .9);
        assertThat(rare).isCloseTo(3 * frequent, within(.04));
        assertThat(rate(lender.start("A42"))).as("nothing known").isEqualTo(.02);
    }

    @Test
    void onTheLoopHasABudgetADrawAndACertificateOfItsOwn() {
        var lender = open(
                "on-the-loop",
                text -> text.replace("delta: 0.2}", "delta: 0.2, onTheLoop: {alpha: 0.5, assurance: required}}")
                        .replace("onTheLoopRate: 0.5", "onTheLoopRate: 1"),
                ON_THE_LOOP);
        var uncertified = lender.start();
        assertThat(level(uncertified)).isEqualTo("HUMAN_IN_THE_LOOP");
        lender.judge(uncertified, "good");
        lender.earnTrust();

        var certificate = lender.valid();
        assertThat(certificate.at("/cell/level").asText()).isEqualTo("HUMAN_ON_THE_LOOP");
        assertThat(certificate.at("/proof/alpha").asDouble()).isEqualTo(.5);
        var wrong = 0;
        while (!lender.isStopped("on-the-loop")) {
            var watched = lender.start();
            assertThat(level(watched)).isEqualTo("HUMAN_ON_THE_LOOP");
            assertThat(rate(watched)).isEqualTo(1);
            foundWrong(watched);
            wrong++;
        }
        // with the budget of what no one watches, .3, it would have taken 3
        assertThat(wrong).isEqualTo(5);
        assertThat(level(lender.start())).isEqualTo("HUMAN_IN_THE_LOOP");
    }

    private void foundWrong(JsonNode decision) {
        transaction.executeWithoutResult(status -> events.publishEvent(new SpotChecked(
                id(decision),
                Actor.person("worker"),
                Instant.now(),
                decision.path("useCase").asText(),
                "bad",
                true,
                true)));
    }

    @Test
    void aCheckThatPeopleAbstainFromCountsAsWrongInTheEnd() {
        var lender = open("abstained");
        lender.earnTrust();
        lender.read(Instant.now());
        var drawn = lender.drawn("A43");
        lender.desk().decide("worker", id(drawn), "\"verdict\": \"ABSTAIN\", \"category\": \"not-competent\"");
        lender.read(Instant.now());
        assertThat(lender.cell().path("k").asDouble()).isZero();

        lender.read(Instant.now().plus(Duration.ofDays(4)));

        assertThat(lender.cell().path("k").asDouble()).isGreaterThanOrEqualTo(1);
    }

    /** As {@code PromiseTests.aWarningHasPeopleWatchUntilASupervisorLiftsIt}, but for the policy. */
    @Test
    void aWarningStopsWhereThePolicySaysSo() {
        var lender = open(
                "warned-and-stopped",
                text -> text.replace("onTheLoopRate: 0.5", "onTheLoopRate: 0.5, onWarning: stop"));
        lender.earnTrust();
        lender.judge(lender.drawn("A43"), "good");
        ledger.jdbc()
                .sql("update check_tally set checks = 900, wrong = 60, statistics = '900 900 900 900 900'"
                        + " where use_case = 'warned-and-stopped'")
                .update();

        lender.judge(lender.drawn("A43"), "bad");

        assertThat(lender.isStopped("warned-and-stopped")).isTrue();
        assertThat(lender.promise().path("certificates").findValuesAsText("state"))
                .containsOnly("REVOKED");
    }

    /** Imported before an alarm, labels say nothing of the cases after it, whichever model was to blame. */
    @Test
    void noModelIsCertifiedByLabelsFromBeforeAnAlarm() {
        var lender = open("stale");
        var made = Worlds.forUseCase("credit").cases(5).limit(1200).toList();
        examples.importSimulated(
                "stale",
                made.stream().map(SimulatedCase::subject).toList(),
                made.stream().map(SimulatedCase::truth).toList(),
                "made-up");
        var model = Objects.requireNonNull(
                runs.runNow("stale", Learner.LINEAR, "owner").challenger());
        ledger.jdbc()
                .sql("insert into alarm (id, use_case, kind, model, level, segment, wrong, checks, evidence, since_id,"
                        + " until_id, why, raised_at) values ('stale-alarm', 'stale', 'ERRORS', 'risk-7', 'AUTO_APPROVE',"
                        + " '', 9, 9, 9, '', '', 'a test', ?)")
                .param(Instant.now().atOffset(ZoneOffset.UTC))
                .update();

        promotions.promote("stale", model, "owner");
        assertThat(lender.promise().path("certificates")).isEmpty();

        ledger.jdbc().sql("delete from alarm where id = 'stale-alarm'").update();
        var other = Objects.requireNonNull(
                runs.runNow("stale", Learner.LINEAR, "owner").challenger());
        promotions.promote("stale", other, "owner");
        assertThat(lender.valid().at("/cell/model").asText()).isEqualTo(other);
    }

    private void publish(String useCase, Kind kind, String file, String text) {
        var inForce = policies.inForce(useCase);
        var base = kind == Kind.RULES ? inForce.ruleSet() : inForce.policy();
        var draft = drafts.begin(useCase, kind, Map.of(file, text), base, Actor.person("officer"));
        var proposed = revisions.propose(draft.id(), draft.edits(), null, "a test", "officer");
        revisions.publish(useCase, kind, proposed.version(), null, "officer2");
    }
}
