package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.assurance.Assurance;
import org.countersign.assurance.Clamp;
import org.countersign.decision.Actor;
import org.countersign.decision.Decision.Origin;
import org.countersign.decision.Decisions;
import org.countersign.decision.Facts;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Outcome;
import org.countersign.decision.Reason;
import org.countersign.decision.Standing;
import org.countersign.decision.Workload;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.routing.Routing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/** Law 3: no change without its trail entry, in the same transaction. Law 4: every decision can be replayed. */
@CountersignTest
class ReplayTests {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    @Autowired
    Decisions decisions;

    @Autowired
    Policies policies;

    @Autowired
    Routing routing;

    @Autowired
    TrialUseCases trials;

    @Autowired
    Drafts drafts;

    @Autowired
    Revisions revisions;

    @Autowired
    Assurance assurance;

    @Autowired
    TransactionTemplate transaction;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    @Test
    void theSameRouteComesOutOfWhatWasRecorded() throws Exception {
        for (var confidence : List.of(0.99, 0.95, 0.85, 0.76, 0.6)) {
            for (var label : List.of("good", "bad")) {
                for (var amount : List.of(2000, 12_000, 16_000)) {
                    replay(desk.send(Desk.credit(amount, label, confidence)));
                }
            }
        }
        replay(desk.send(Desk.unpredicted("credit")));
    }

    @Test
    void whatWaitsEndsUnderTheVersionsItStartedWith() throws Exception {
        var useCase = "replay-in-flight";
        trials.open(useCase, text -> text, TrialUseCases.APPROVE_ALL.replace("approve", "review"), null);
        var waiting = desk.send(Desk.caseOf(useCase, 2000, "good", 0.99));
        var started = decisions.find(waiting).versions();
        var draft = drafts.begin(
                useCase,
                Kind.RULES,
                Map.of("oversight.drl", TrialUseCases.APPROVE_ALL),
                started.ruleSet(),
                Actor.person("officer"));
        var proposed = revisions.propose(draft.id(), 1, null, "", "officer");
        revisions.publish(useCase, Kind.RULES, proposed.version(), null, "officer2");

        desk.label("worker", waiting, "good");

        var decided = decisions.find(waiting);
        assertThat(decided.versions()).isEqualTo(started);
        assertThat(decided.routed().ruleSet()).isEqualTo(started.ruleSet());
        assertThat(desk.decision(waiting).at("/outcome/label").asText()).isEqualTo("good");
        assertThat(ledger.entry(waiting, "Routed")).contains(started.ruleSet());
        assertThat(ledger.texts("select content from trail where stream = ?", waiting))
                .noneMatch(content -> content.contains(proposed.version()));
        replay(waiting);
        var next = decisions.find(desk.send(Desk.caseOf(useCase, 2000, "good", 0.99)));
        assertThat(next.routed().ruleSet()).isEqualTo(proposed.version());
        replay(next.id());
    }

    private void replay(String id) throws Exception {
        var d = decisions.find(id);
        var facts = new ObjectMapper()
                .readTree(ledger.texts("select facts from decision where id = ?", id)
                        .get(0));
        var standing = read(facts.path("standing"), Standing.class);
        var policy = policies.find(d.useCase(), d.versions().policy());
        var ruling = routing.rule(
                policy,
                d.versions().ruleSet(),
                new Facts(
                        d.request().subjectCase(),
                        Objects.requireNonNull(d.prediction()),
                        standing,
                        read(facts.path("workload"), Workload.class),
                        d.request().context()));
        var reasons = new ArrayList<Reason>(ruling.reasons());
        var clamp = Clamp.of(policy, ruling.level(), standing, () -> true);
        reasons.addAll(clamp.reasons());

        assertThat(clamp.level()).isEqualTo(d.routed().level());
        assertThat(reasons).isEqualTo(d.routed().reasons());
        assertThat(ruling.queue()).isEqualTo(d.routed().queue());
        assertThat(ruling.priority()).isEqualTo(d.routed().priority());
        assertThat(ruling.secondPerson()).isEqualTo(d.routed().secondPerson());
        assertThat(assurance.draw(id, d.routed().level(), standing).drawn())
                .isEqualTo(d.routed().drawn());
    }

    @Test
    void neitherTheChangeNorItsEntryOutlivesARollback() {
        var id = desk.send(Desk.credit(2000, "good", 0.60));
        var fresh = UUID.randomUUID().toString();
        transaction.executeWithoutResult(status -> {
            var d = decisions.findForUpdate(id);
            decisions.tookEffect(d, "good", Outcome.By.person("nobody"), null);
            decisions.received(fresh, d.request(), new Origin("integrator", null, "0".repeat(64)), d.versions());
            assertThat(ledger.trail(id)).hasSize(3);
            assertThat(ledger.trail(fresh)).hasSize(1);
            status.setRollbackOnly();
        });

        assertThat(ledger.trail(id)).containsExactly("Received", "Routed");
        assertThat(desk.decision(id).path("status").asText()).isEqualTo("AWAITING_REVIEW");
        assertThat(decisions.findIfThere(fresh)).isEmpty();
        assertThat(ledger.trail(fresh)).isEmpty();
        assertThat(ledger.outbox(id)).isEmpty();
    }

    @Test
    void nothingChangesOutsideATransaction() {
        var id = desk.send(Desk.credit(2000, "good", 0.60));
        var d = decisions.find(id);

        assertThatThrownBy(() -> decisions.tookEffect(d, "good", Outcome.By.person("nobody"), null))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    private static <T> T read(JsonNode node, Class<T> type) {
        return LedgerJson.read(node.toString(), type);
    }
}
