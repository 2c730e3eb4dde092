package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.countersign.decision.Actor;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the officer's pages say in states that a whole day in a browser seldom comes by. */
@CountersignTest
class OfficersPagesTests {

    private static final String USE_CASE = "officers-pages";
    private static final String RULES = "/console/rules/" + USE_CASE;
    private static final String DIGEST = "d".repeat(64);

    @LocalServerPort
    private int port;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private Policies policies;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Revisions revisions;

    @Autowired
    private Ledger ledger;

    private Visitor officer;

    @BeforeEach
    void open() {
        trials.open(USE_CASE, text -> text, TrialUseCases.APPROVE_ALL, null);
        officer = Visitor.signedIn(port, "officer");
    }

    @Test
    void aBackTestUnderWaySaysHowFarItIsAndCanBeCancelled() {
        backTest("running", "RUNNING", policies.inForce(USE_CASE).ruleSet(), policies.inForce(USE_CASE), null);
        var page = RULES + "/back-tests/running";

        assertThat(officer.get(page).text()).contains("500 of 3000 decisions replayed");
        assertThat(officer.get(page + "/progress").text())
                .contains("500 of 3000 decisions replayed")
                .doesNotContain("<html");
        assertThat(officer.submit(page, page + "/cancellation", "sure", "yes").status())
                .isEqualTo(302);
        assertThat(officer.get(page).text()).contains("Cancelled.").doesNotContain("/cancellation");
        assertThat(ledger.texts("select state from back_test where id = 'running'"))
                .containsExactly("CANCELLED");
    }

    @Test
    void aDraftIsComparedWithAnyVersion() {
        var first = policies.inForce(USE_CASE).ruleSet();
        publish(Kind.RULES, Map.of("oversight.drl", TrialUseCases.APPROVE_ALL.replace("always", "edition-two")));
        var second = policies.inForce(USE_CASE).ruleSet();
        var draft = draft(
                Kind.RULES, Map.of("oversight.drl", TrialUseCases.APPROVE_ALL.replace("always", "edition-three")));
        var page = RULES + "/drafts/" + draft.id() + "/comparison?against=";

        assertThat(officer.get(page + first).text())
                .contains("always")
                .contains("edition-three")
                .doesNotContain("edition-two");
        assertThat(officer.get(page + second).text())
                .contains("edition-two")
                .contains("edition-three")
                .doesNotContain("always");
        assertThat(officer.get(page + "none").status()).isEqualTo(404);
        drafts.drop(draft, Actor.person("officer"));
        revisions.republish(USE_CASE, Kind.RULES, first, "officer");
    }

    @Test
    void aProposalSaysThatItsBackTestComparesWithWhatNoLongerHolds() {
        var inForce = policies.inForce(USE_CASE);
        var draft = draft(Kind.RULES, Map.of("oversight.drl", TrialUseCases.APPROVE_ALL.replace("always", "moved")));
        backTest("moved", "DONE", draft.version(), inForce, DIGEST);
        assertThat(officer.get(RULES + "/drafts/" + draft.id() + "/proposal").text())
                .contains("value=\"" + DIGEST);
        revisions.propose(draft.id(), 1, DIGEST, "", "officer");
        var page = RULES + "/proposals/" + draft.version();
        var warning = "have changed since its back-test";
        assertThat(officer.get(page).text()).doesNotContain(warning);

        var text =
                revisions.find(USE_CASE, Kind.POLICY, inForce.policy()).files().get("policy.yaml");
        publish(Kind.POLICY, Map.of("policy.yaml", text + "# moved\n"));

        assertThat(officer.get(page).text()).contains(warning);
        var second = Visitor.signedIn(port, "officer2");
        var published = second.submit(page, page + "/publication", "backTest", DIGEST);
        assertThat(published.status()).isEqualTo(409);
        assertThat(published.text()).contains("make a new one");
        var again = revisions.turnDown(USE_CASE, Kind.RULES, draft.version(), "moved", "officer");
        assertThat(officer.get(RULES + "/drafts/" + again.id() + "/proposal").text())
                .doesNotContain("value=\"" + DIGEST);
        drafts.drop(again, Actor.person("officer"));
    }

    private Draft draft(Kind kind, Map<String, String> files) {
        var inForce = policies.inForce(USE_CASE);
        var base = kind == Kind.RULES ? inForce.ruleSet() : inForce.policy();
        return drafts.begin(USE_CASE, kind, files, base, Actor.person("officer"));
    }

    private void publish(Kind kind, Map<String, String> files) {
        var proposed = revisions.propose(draft(kind, files).id(), 1, null, "", "officer");
        revisions.publish(USE_CASE, kind, proposed.version(), null, "officer2");
    }

    private void backTest(String id, String state, String ruleSet, InForce baseline, @Nullable String digest) {
        var now = OffsetDateTime.ofInstant(Instant.now(), ZoneOffset.UTC);
        ledger.jdbc()
                .sql("""
                insert into back_test (id, use_case, candidate, rule_set, policy, baseline_rule_set, baseline_policy,
                                       period_from, period_to, state, done, total, started_by, started_at, heartbeat, digest)
                values (?, ?, 'draft by officer', ?, ?, ?, ?, ?, ?, ?, 500, 3000, 'officer', ?, ?, ?)""")
                .params(
                        id,
                        USE_CASE,
                        ruleSet,
                        baseline.policy(),
                        baseline.ruleSet(),
                        baseline.policy(),
                        now.minusDays(1),
                        now,
                        state,
                        now,
                        now,
                        digest)
                .update();
    }
}
