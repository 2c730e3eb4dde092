package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.countersign.TestPolicies;
import org.countersign.policy.Policy;
import org.drools.drl.parser.DrlParser;

/** Rule text for tests. */
final class RuleTexts {

    static final Policy CREDIT = TestPolicies.credit();

    private RuleTexts() {}

    /** A rule in which only what matters is not given. */
    static String rule(String name, String patterns, String actions) {
        return "rule \"%s\" @owner(\"risk\") @rationale(\"because\")\nwhen\n%s\nthen\n%s\nend\n"
                .formatted(name, patterns, actions);
    }

    static String when(String patterns) {
        return rule("r", patterns, "route.review(\"why\");");
    }

    static String then(String actions) {
        return rule("r", "Case()", actions);
    }

    static RuleSet read(String text) {
        return RuleReader.read(text, CREDIT).fold(r -> r, problems -> {
            throw new AssertionError(problems + "\n" + text);
        });
    }

    static List<RuleProblem> problems(String text) {
        return RuleReader.read(text, CREDIT).fold(r -> List.of(), problems -> problems);
    }

    /** Drools' own parser agrees that this is DRL, with as many rules. */
    static void assertIsDrl(String text, int rules) throws Exception {
        var parser = new DrlParser();
        var parsed = parser.parse(false, text);
        assertThat(parser.getErrors()).as(text).isEmpty();
        assertThat(parsed == null ? 0 : parsed.getRules().size()).as(text).isEqualTo(rules);
    }
}
