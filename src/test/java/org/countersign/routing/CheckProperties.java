package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTexts.CREDIT;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.countersign.decision.Facts;
import org.countersign.routing.RuleFinding.Kind;
import org.junit.jupiter.api.Assertions;

/** What the checks say is compared with what the rules do on random cases. */
class CheckProperties {

    private static final int CASES = 40;

    @Property(tries = 400)
    void saysNothingThatCasesBelie(@ForAll long seed) {
        var random = new RuleArbitraries(seed);
        var rules = random.pick(List.of(random.crowd(), random.crowd(), random.ruleSet()));
        var findings =
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> RuleChecks.check(rules, CREDIT));

        for (int i = 0; i < CASES; i++) {
            var facts = random.facts();
            if (facts.workload().oldest() >= 0) {
                var plain = new PlainRules(rules, facts);
                var fired = plain.fired().stream().map(Rule::name).collect(Collectors.toSet());
                findings.forEach(finding -> assertHolds(finding, fired, rules, facts));
            }
        }
    }

    private static void assertHolds(RuleFinding finding, Set<String> fired, RuleSet rules, Facts facts) {
        var about = finding.rules();
        if (finding.kind() == Kind.NEVER_FIRES) {
            assertThat(fired).as(rules.text()).doesNotContain(about.get(0));
        } else if (finding.kind() == Kind.REPEATS) {
            assertThat(fired.contains(about.get(0))).as(rules.text()).isEqualTo(fired.contains(about.get(1)));
        } else if (finding.kind() == Kind.REDUNDANT && fired.contains(about.get(0))) {
            assertThat(fired).as(rules.text()).contains(about.get(1));
            var less = new RuleSet(rules.rules().stream()
                    .filter(r -> !r.name().equals(about.get(0)))
                    .toList());
            assertThat(outcome(less, facts)).as(finding + rules.text()).isEqualTo(outcome(rules, facts));
        } else if (finding.kind() == Kind.CONTRADICTS && fired.contains(about.get(0))) {
            assertThat(fired).as(rules.text()).contains(about.get(1));
        }
    }

    /** With no gap found, the default never speaks about a case that misses nothing. */
    @Property(tries = 400)
    void findsGapsWhereTheDefaultSpeaks(@ForAll long seed) {
        var random = new RuleArbitraries(seed);
        var rules = random.crowd();
        var kinds =
                RuleChecks.check(rules, CREDIT).stream().map(RuleFinding::kind).collect(Collectors.toSet());
        if (kinds.contains(Kind.GAP) || kinds.contains(Kind.UNCHECKED)) {
            return;
        }
        for (int i = 0; i < CASES; i++) {
            var facts = random.facts();
            if (facts.workload().oldest() >= 0
                    && new PlainRules(rules, facts).missing().isEmpty()) {
                assertThat(new BuiltRules(rules, CREDIT).rule(facts).reasons())
                        .as(rules.text())
                        .extracting(reason -> reason.rule())
                        .doesNotContain(Rulings.DEFAULT);
            }
        }
    }

    private static List<Object> outcome(RuleSet rules, Facts facts) {
        var plain = new PlainRules(rules, facts);
        var ruling = Rulings.of(plain.fired(), List.copyOf(plain.missing()));
        return List.of(ruling.level(), String.valueOf(ruling.queue()), ruling.priority(), ruling.secondPerson());
    }
}
