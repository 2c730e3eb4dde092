package org.countersign.rehearsal;

import java.time.Instant;
import java.util.Map;
import org.countersign.policy.Policy;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.RuleFiles;

/** Rules from a text, for tests. */
final class TestRules {

    private TestRules() {}

    static RulesAsAssured read(String text, Policy policy) {
        var rules = RuleFiles.read(text.isEmpty() ? Map.of() : Map.of("test.drl", text), policy);
        return RulesAsAssured.of("test", new BuiltRules(rules, policy), Instant.parse("2026-06-01T12:00:00Z"));
    }

    /** One that sends to a person what meets the conditions. */
    static String review(String conditions) {
        return """
                rule "Some need a person"
                    @owner("tests") @rationale("tests")
                when
                    %s
                then
                    route.review("so it is");
                end
                """.formatted(conditions);
    }
}
