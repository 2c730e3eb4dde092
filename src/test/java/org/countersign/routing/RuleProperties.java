package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.assertIsDrl;
import static org.countersign.routing.RuleTexts.problems;
import static org.countersign.routing.RuleTexts.read;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;

class RuleProperties {

    @Property(tries = 500)
    void givesBackWhatItWrote(@ForAll long seed) throws Exception {
        var ruleSet = new RuleArbitraries(seed).ruleSet();

        assertThat(read(ruleSet.text())).isEqualTo(ruleSet);
        assertIsDrl(ruleSet.text(), ruleSet.rules().size());
    }

    @Property(tries = 1000)
    void decidesAsAPlainLoopDoes(@ForAll long seed) {
        var random = new RuleArbitraries(seed);
        var ruleSet = random.ruleSet();
        var rules = new BuiltRules(ruleSet, CREDIT);
        for (int i = 0; i < 10; i++) {
            var facts = random.facts();
            var plain = new PlainRules(ruleSet, facts);

            var ruling = Rulings.of(plain.fired(), List.copyOf(plain.missing()));
            assertThat(rules.rule(facts)).isEqualTo(Familiarity.heeded(facts, ruling));
        }
    }

    @Property(tries = 1000)
    void neverFailsOnGarbage(@ForAll @StringLength(max = 400) String text) {
        assertReadsOrRefuses(text);
    }

    @Property(tries = 2000)
    void neverFailsOnAlmostRules(@ForAll long seed) {
        var random = new RuleArbitraries(seed);

        assertReadsOrRefuses(random.mutate(random.ruleSet().text()));
    }

    /** Either way it ends; what it takes is valid DRL, means the same when written, and can be built. */
    private static void assertReadsOrRefuses(String text) {
        var reading = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> RuleReader.read(text, CREDIT));
        if (reading instanceof RuleReading.Read taken) {
            assertThat(read(taken.ruleSet().text())).isEqualTo(taken.ruleSet());
            Assertions.assertDoesNotThrow(
                    () -> assertIsDrl(text, taken.ruleSet().rules().size()));
            Assertions.assertDoesNotThrow(() -> new BuiltRules(taken.ruleSet(), CREDIT));
        } else {
            assertThat(problems(text)).isNotEmpty();
        }
    }
}
