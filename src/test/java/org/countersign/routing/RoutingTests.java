package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.countersign.routing.FactsBuilder.someFacts;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.read;
import static org.countersign.routing.RuleTexts.rule;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.countersign.TestPolicies;
import org.countersign.decision.OversightLevel;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class RoutingTests {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00.123456Z");
    private static final String APPROVE = rule("sure", "Prediction( confidence >= 0.9 )", "route.approve(\"sure\");");
    private static final String REVIEW = rule("all", "Case()", "route.review(\"all\");");

    private JdbcClient jdbc;
    private RuleSets ruleSets;
    private Routing routing;

    @BeforeEach
    void createTables() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("db/changelog/routing.sql")).execute(database);
        jdbc = JdbcClient.create(database);
        ruleSets = new RuleSets(jdbc, Clock.fixed(NOW, ZoneOffset.UTC));
        routing = new Routing(ruleSets);
    }

    @Test
    void publishesTheFirstRulesOfAUseCase() {
        var version = routing.seed(CREDIT, List.of(new RuleFile("a.drl", APPROVE), new RuleFile("b.drl", REVIEW)));

        assertThat(version).isEqualTo(read(APPROVE + REVIEW).version());
        assertThat(ruleSets.list("credit"))
                .containsExactly(new StoredRuleSet("credit", version, 1, RuleSetState.PUBLISHED, NOW, "engine"));
        assertThat(ruleSets.content("credit", version))
                .contains(read(APPROVE + REVIEW).text());
    }

    @Test
    void keepsTheSameRulesOnce() {
        var first = routing.seed(CREDIT, List.of(new RuleFile("a.drl", APPROVE)));
        var again = routing.seed(CREDIT, List.of(new RuleFile("b.drl", "// moved\n" + APPROVE)));

        assertThat(again).isEqualTo(first);
        assertThat(ruleSets.list("credit")).hasSize(1);
    }

    @Test
    void keepsChangedRulesAsADraft() {
        routing.seed(CREDIT, List.of(new RuleFile("a.drl", APPROVE)));
        var changed = routing.seed(CREDIT, List.of(new RuleFile("a.drl", REVIEW)));

        assertThat(ruleSets.list("credit"))
                .extracting(StoredRuleSet::sequence, StoredRuleSet::state)
                .containsExactly(tuple(2, RuleSetState.DRAFT), tuple(1, RuleSetState.PUBLISHED));
        assertThat(ruleSets.find("credit", changed)).isPresent();
    }

    @Test
    void storesNothingOfWhatIsRefused() {
        assertThatThrownBy(() -> routing.seed(CREDIT, List.of(new RuleFile("a.drl", "import x;"))))
                .isInstanceOf(RulesRefused.class)
                .hasMessageStartingWith("a.drl:1:1: ");
        assertThat(ruleSets.list("credit")).isEmpty();
    }

    @Test
    void rulesByTheVersionAskedFor() {
        var approve = routing.seed(CREDIT, List.of(new RuleFile("a.drl", APPROVE)));
        var review = routing.seed(CREDIT, List.of(new RuleFile("a.drl", APPROVE + REVIEW)));
        var facts = someFacts().build();

        assertThat(routing.rule(CREDIT, approve, facts).level()).isEqualTo(OversightLevel.AUTO_APPROVE);
        assertThat(routing.rule(CREDIT, review, facts).level()).isEqualTo(OversightLevel.HUMAN_IN_THE_LOOP);
    }

    @Test
    void readsAVersionFromTheDatabaseOnlyOnce() {
        var version = routing.seed(CREDIT, List.of(new RuleFile("a.drl", APPROVE)));
        var first = routing.rule(CREDIT, version, someFacts().build());
        jdbc.sql("delete from rule_set").update();

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
        var triage = TestPolicies.triage();
        ruleSets.save(
                "triage", read(rule("r", "Case( age > 3 )", "route.review(\"x\");")), RuleSetState.DRAFT, "officer");
        var version = ruleSets.list("triage").get(0).version();

        assertThatThrownBy(() -> routing.rule(triage, version, someFacts().build()))
                .isInstanceOf(RulesFailed.class)
                .hasRootCauseInstanceOf(RulesRefused.class);
    }
}
