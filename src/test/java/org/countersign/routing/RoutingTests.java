package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.routing.FactsBuilder.someFacts;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.rule;

import java.util.Map;
import org.countersign.TestPolicies;
import org.countersign.decision.Actor;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.InForce;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.RevisionBench;
import org.junit.jupiter.api.Test;

class RoutingTests {

    private static final String APPROVE = rule("sure", "Prediction( confidence >= 0.9 )", "route.approve(\"sure\");");
    private static final String REVIEW = rule("all", "Case()", "route.review(\"all\");");

    private final RevisionBench bench = new RevisionBench();
    private final Routing routing = new Routing(bench.revisions);

    @Test
    void rulesByTheVersionAskedFor() {
        var approve = bench.revisions.seed("credit", Kind.RULES, Map.of("a.drl", APPROVE));
        bench.policies.putInForce(new InForce("credit", "policy", approve, null));
        var draft = bench.drafts.begin(
                "credit", Kind.RULES, Map.of("a.drl", APPROVE + REVIEW), approve, Actor.person("officer"));
        var review = bench.revisions.propose(draft.id(), 1, null, "", "officer").version();
        var facts = someFacts().build();

        assertThat(routing.rule(CREDIT, approve, facts).level()).isEqualTo(OversightLevel.AUTO_APPROVE);
        assertThat(routing.rule(CREDIT, review, facts).level()).isEqualTo(OversightLevel.HUMAN_IN_THE_LOOP);
    }

    @Test
    void readsAVersionFromTheDatabaseOnlyOnce() {
        var version = bench.revisions.seed("credit", Kind.RULES, Map.of("a.drl", APPROVE));
        var first = routing.rule(CREDIT, version, someFacts().build());
        bench.jdbc.sql("delete from revision").update();

        assertThat(routing.rule(CREDIT, version, someFacts().build())).isEqualTo(first);
    }

    @Test
    void failsOnAVersionThatIsNotThere() {
        assertThatThrownBy(
                        () -> routing.rule(CREDIT, "0".repeat(64), someFacts().build()))
                .isInstanceOf(RulesFailed.class);
    }

    @Test
    void failsOnRulesThatThePolicyNoLongerAllows() {
        var text = rule("r", "Case( age > 3 )", "route.review(\"x\");");
        var version = bench.revisions.seed("triage", Kind.RULES, Map.of("a.drl", text));

        assertThatThrownBy(() ->
                        routing.rule(TestPolicies.triage(), version, someFacts().build()))
                .isInstanceOf(RulesFailed.class)
                .hasRootCauseInstanceOf(RulesRefused.class);
    }

    @Test
    void namesGoldenCasesThatGoAnotherWay() {
        var golden = "name,prediction.label,prediction.confidence,level\nsure,good,0.95,HUMAN_IN_THE_LOOP\n";

        assertThat(RuleFiles.check(Map.of("a.drl", APPROVE, "cases.csv", golden), CREDIT))
                .singleElement()
                .satisfies(p -> assertThat(p.file()).isEqualTo("cases.csv"));
    }
}
