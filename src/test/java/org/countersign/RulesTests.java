package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.RuleFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTests {

    private static final RulesFolder RULES = RulesFolder.of(Path.of("rules"));

    @ParameterizedTest
    @ValueSource(strings = {"credit", "moderation", "triage"})
    void routesTheGoldenCasesAsTheySay(String useCase) {
        var policy = PolicyReader.read(
                useCase, "policy.yaml", RULES.read(useCase, "policy.yaml").orElseThrow());
        var files = RuleFiles.in(RULES, useCase);

        assertThat(RuleFiles.read(files, policy).rules()).isNotEmpty();
        assertThat(files.get("cases.csv").lines().count()).isGreaterThan(5);
        assertThat(RuleFiles.check(files, policy)).isEmpty();
    }
}
