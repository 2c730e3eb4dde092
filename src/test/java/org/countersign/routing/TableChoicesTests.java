package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.routing.RuleTexts.CREDIT;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableChoicesTests {

    private static final TableChoices CHOICES = TableChoices.of(CREDIT);

    @Test
    void offersOnlyWhatATableCanSay() {
        for (var field : CHOICES.fields()) {
            for (var operator : field.operators()) {
                var heading = field.field() + " " + operator;
                assertReads(heading, "");
                field.values().forEach(value -> assertReads(heading, value.text()));
            }
        }
    }

    @Test
    void offersEveryPartOfARuleWithItsCells() {
        var parts = CHOICES.parts().stream().map(TableChoices.Choice::heading).toList();
        assertThat(parts)
                .containsExactly(
                        "name",
                        "owner",
                        "rationale",
                        "effective",
                        "expires",
                        "level",
                        "why",
                        "queue",
                        "priority",
                        "second person");
        CHOICES.parts().stream()
                .filter(part -> !part.heading().equals("level"))
                .forEach(part -> part.values().forEach(value -> assertReads(part.heading(), value.text())));
        assertThat(CHOICES.parts().get(5).values())
                .extracting(TableChoices.Value::text)
                .containsExactlyInAnyOrder("approve", "on the loop", "review");
    }

    @Test
    void namesFieldsAndValuesInThePolicysWords() {
        var amount = CHOICES.fields().stream()
                .filter(f -> f.field().equals("credit_amount"))
                .findFirst()
                .orElseThrow();
        assertThat(amount.operators()).contains(">=");
        assertThat(amount.title())
                .isEqualTo(CREDIT.field("credit_amount").orElseThrow().title());
    }

    private static void assertReads(String heading, String cell) {
        var grid = new Grid(
                List.of("name", "owner", "rationale", "level", "why", heading),
                List.of(List.of("r", "risk", "because", "review", "why", cell)));
        List<RuleProblem> found = RuleTable.read(grid, CREDIT).fold(rules -> List.of(), problems -> problems);
        assertThat(found).as("%s: %s", heading, cell).isEmpty();
    }
}
