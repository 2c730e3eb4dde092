package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTableTests.written;
import static org.countersign.routing.RuleTexts.CREDIT;
import static org.countersign.routing.RuleTexts.read;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;

class TableProperties {

    @Property(tries = 500)
    void readsWhatItWrites(@ForAll long seed) {
        var canonical = canonical(new RuleArbitraries(seed).table());
        var grid = written(canonical);

        assertThat(reading(grid.csv())).isEqualTo(canonical);
        assertThat(RuleTable.read(grid, CREDIT).<Object>fold(r -> r, problems -> problems))
                .isEqualTo(canonical);
        assertThat(Workbook.read(Workbook.write(grid)).fold(Grid::csv, String::valueOf))
                .satisfies(csv -> assertThat(reading(csv)).isEqualTo(canonical));
        assertThat(read(canonical.text())).isEqualTo(canonical);
    }

    @Property(tries = 300)
    void decidesAsTheTextDoes(@ForAll long seed) {
        var random = new RuleArbitraries(seed);
        var text = random.table();
        var table = new BuiltRules(canonical(text), CREDIT);
        var original = new BuiltRules(text, CREDIT);

        for (int i = 0; i < 10; i++) {
            var facts = random.facts();
            assertThat(table.rule(facts)).isEqualTo(original.rule(facts));
        }
    }

    @Property(tries = 500)
    void writesNothingThatASpreadsheetRuns(@ForAll long seed) {
        var grid = written(new RuleArbitraries(seed).table());

        assertThat(grid.rows()).allSatisfy(row -> assertThat(row).noneMatch(TableProperties::isRun));
    }

    private static boolean isRun(String cell) {
        return cell.matches("(?s)[=+@\t\r].*") || (cell.startsWith("-") && !cell.matches("-[0-9.; -]+"));
    }

    @Property(tries = 1500)
    void neverFailsOnAlmostTables(@ForAll long seed) {
        var random = new RuleArbitraries(seed);
        var csv = random.mutate(written(random.table()).csv());

        var reading = Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> RuleTable.read(csv, CREDIT));
        if (reading instanceof RuleReading.Read taken) {
            assertThat(read(taken.ruleSet().text())).isEqualTo(taken.ruleSet());
            assertThat(reading(written(taken.ruleSet()).csv())).isEqualTo(taken.ruleSet());
        } else {
            assertThat(((RuleReading.Refused) reading).problems()).isNotEmpty();
        }
    }

    @Property(tries = 1000)
    void neverFailsOnAnyText(@ForAll String csv) {
        var reading = RuleTable.read("name,owner,rationale,age >\n" + csv, CREDIT);

        assertThat(reading.<Object>fold(r -> r, problems -> problems)).isNotNull();
    }

    @Property(tries = 500)
    void neverFailsOnAlmostWorkbooks(@ForAll long seed) {
        var random = new RuleArbitraries(seed);
        var file = Workbook.write(written(random.table()));
        for (int i = 0; i < 3; i++) {
            file[
                            random.pick(List.of(30, 100, 500, file.length - 30, file.length / 2, file.length / 3))
                                    % file.length] ^=
                    random.pick(List.of((byte) 1, (byte) 64, (byte) 255));
        }

        assertThat(Workbook.read(file)).isNotNull();
    }

    /** As a table has it: order within a rule is the table's. */
    private static RuleSet canonical(RuleSet rules) {
        return reading(written(rules).csv());
    }

    private static RuleSet reading(String csv) {
        return RuleTable.read(csv, CREDIT).fold(r -> r, problems -> {
            throw new AssertionError(problems + "\n" + csv);
        });
    }
}
