package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.countersign.policy.Policy;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.GoldenCases;
import org.countersign.routing.RuleFile;
import org.countersign.routing.RuleReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTests {

    private static final Path RULES = Path.of("rules");

    @ParameterizedTest
    @ValueSource(strings = {"credit", "moderation", "triage"})
    void routesTheGoldenCasesAsTheySay(String useCase) throws IOException {
        var policy = policy(useCase);
        var ruleSet = RuleReader.readAll(RuleFile.allIn(RulesFolder.of(RULES), useCase), policy);
        var cases = Files.readString(RULES.resolve(useCase).resolve("cases.csv"));

        assertThat(ruleSet.rules()).isNotEmpty();
        assertThat(cases.lines().count()).isGreaterThan(5);
        assertThat(GoldenCases.check(cases, ruleSet, policy)).isEmpty();
    }

    private static Policy policy(String useCase) {
        return switch (useCase) {
            case "credit" -> TestPolicies.credit();
            case "moderation" -> TestPolicies.moderation();
            default -> TestPolicies.triage();
        };
    }
}
