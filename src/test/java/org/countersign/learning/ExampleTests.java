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
    void holdsBackOneInFiveCases() {
        var heldBack = IntStream.range(0, N)
                .filter(i -> example("any", null, i).heldBack())
                .count();

        // 2,000 expected, standard deviation 40
        assertThat(heldBack).isBetween(1800L, 2200L);
    }

    @Test
    void holdsACaseBackHoweverOftenItComes() {
        for (var i = 0; i < 100; i++) {
            assertThat(example("decision-" + i + "-REVIEW", "decision-" + i, i).heldBack())
                    .isEqualTo(example("file-7", null, i).heldBack());
        }
    }

    private static Example example(String id, @Nullable String decisionId, int amount) {
        return new Example(
                id,
                "credit",
                decisionId,
                null,
                new Case(Map.of("amount", amount)),
                "good",
                new Provenance(How.REVIEW, "ann", null, 1.0),
                Instant.EPOCH);
    }
}
