package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.CaseFile.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies in {@code rules/} read, and take the public files as they are where those lie beside the checkout. */
class ShippedPoliciesTests {

    private final RulesFolder rules = RulesFolder.of(Path.of("rules"));

    @Test
    void leaveTriageToPeople() {
        var triage = policy("triage");

        assertThat(triage.floor()).isEqualTo(OversightLevel.HUMAN_IN_THE_LOOP);
        assertThat(triage.review().blind()).isEqualTo(Policy.Blind.NEVER);
    }

    @Test
    void nameWhatIsProtectedInCredit() {
        assertThat(policy("credit").fields().stream().filter(Field::isProtected).map(Field::name))
                .containsExactly("personal_status_sex", "age", "foreign_worker");
    }

    @ParameterizedTest
    @CsvSource({
        "credit,     german-credit.csv,           1000,  good=700 bad=300",
        "moderation, davidson-tweets.csv,         24783, neither=4163 offensive=19190 hate=1430",
        "triage,     breast-cancer-wisconsin.csv, 699,   benign=458 malignant=241"
    })
    void takeThePublicFilesWhole(String useCase, String name, int count, String labels) throws IOException {
        var file = Path.of("../shared/data", name);
        assumeTrue(Files.exists(file), "the public data do not lie beside this checkout");
        var rows = new ArrayList<Row>();

        try (var in = Files.newInputStream(file)) {
            new CaseFile(policy(useCase), 100_000).readLabelled(in, rows::add);
        }

        assertThat(rows).hasSize(count);
        var counts = rows.stream().collect(Collectors.groupingBy(Row::label, Collectors.counting()));
        for (var label : labels.split(" ", -1)) {
            var part = label.split("=", -1);
            assertThat(counts).containsEntry(part[0], Long.valueOf(part[1]));
        }
    }

    private Policy policy(String useCase) {
        return PolicyReader.read(
                useCase, "policy.yaml", rules.read(useCase, "policy.yaml").orElseThrow());
    }
}
