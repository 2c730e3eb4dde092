package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExampleTests {

    private static final int N = 10_000;

    @Test
    void holdsBackOneInFiveOfAFile() {
        var heldBack = IntStream.rangeClosed(1, N)
                .filter(i -> example("credit-0123456789abcdef-" + i, null).heldBack())
                .count();

        // 2,000 expected, standard deviation 40
        assertThat(heldBack).isBetween(1800L, 2200L);
    }

    @Test
    void holdsBackOneInFiveDecisions() {
        var heldBack = IntStream.range(0, N)
                .filter(i -> example("any", new UUID(0x01a1f9c46caf7000L + i, i).toString())
                        .heldBack())
                .count();

        assertThat(heldBack).isBetween(1800L, 2200L);
    }

    @Test
    void holdsBackAllExamplesOfADecisionOrNone() {
        for (var i = 0; i < 100; i++) {
            var decision = "decision-" + i;

            assertThat(example(decision + "-REVIEW", decision).heldBack())
                    .isEqualTo(example(decision + "-SPOT_CHECK", decision).heldBack());
        }
    }

    private static Example example(String id, @Nullable String decisionId) {
        return new Example(
                id,
                "credit",
                decisionId,
                null,
                new Case(Map.of()),
                "good",
                new Provenance(How.REVIEW, "ann", null, 1.0),
                Instant.EPOCH);
    }
}
