package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.junit.jupiter.api.Test;

/** What a card says that a model could decide alone. */
class BudgetCoverageTests {

    /** Alpha and delta .05: at the whole delta 59 right answers would do, but the delta is for two labels and all rounds. */
    @Test
    void claimsNoMoreThanACertificateWould() {
        var few = Objects.requireNonNull(BudgetCoverage.of(Parcels.policy("parcels"), right(80)));
        var enough = Objects.requireNonNull(BudgetCoverage.of(Parcels.policy("parcels"), right(300)));

        assertThat(few.share()).isZero();
        assertThat(few.words()).isEqualTo("insufficient data: 80 examples held back, and it takes at least 96");
        assertThat(enough.share()).isEqualTo(1);
        assertThat(enough.delta()).isCloseTo(.05 / 2 * 6 / (Math.PI * Math.PI) / 2, within(1e-12));
    }

    private static List<Judged> right(int count) {
        var by = new Provenance(How.IMPORT, "test", null, null);
        return IntStream.range(0, count)
                .mapToObj(i ->
                        new Example("e" + i, "parcels", null, null, Parcels.parcel(i, "A"), "lost", by, Instant.EPOCH))
                .map(e -> new Judged(e, 1, "lost", .9, .9, .02))
                .toList();
    }
}
