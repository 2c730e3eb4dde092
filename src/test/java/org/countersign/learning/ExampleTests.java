package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExampleTests {

    private static final int N = 10_000;

    @Test
    void holdsBackOneInFiveCasesHoweverAlikeTheyAre() {
        var heldBack = IntStream.range(0, N)
                .filter(i -> example("any", null, new Case(Map.of("amount", (double) i)))
                        .heldBack())
                .count();

        // 2,000 expected, standard deviation 40
        assertThat(heldBack).isBetween(1800L, 2200L);
    }

    @Test
    void holdsBackACaseWheneverItComesOrNever() {
        for (var i = 0; i < 100; i++) {
            var subject = new Case(Map.of("purpose", "A40", "amount", (double) i));
            var decided = example("decision-REVIEW", "decision", subject);

            assertThat(decided.heldBack())
                    .isEqualTo(
                            example("decision-SPOT_CHECK", "decision", subject).heldBack())
                    .isEqualTo(example("credit-0123456789abcdef-" + i, null, subject)
                            .heldBack());
        }
    }

    private static Example example(String id, @Nullable String decisionId, Case subject) {
        return new Example(
                id,
                "credit",
                decisionId,
                null,
                subject,
                "good",
                new Provenance(How.REVIEW, "ann", null, 1.0),
                Instant.EPOCH);
    }
}
