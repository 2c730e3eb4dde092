package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a model does on each protected group. */
class GroupFiguresTests {

    @Test
    void saysHowOftenItIsRightAndHowOftenItHurtsForEachGroup() {
        var judged = IntStream.range(0, 650)
                .mapToObj(i -> i < 250 ? judged("abroad", i % 5 != 0, i % 2 == 0) : judged("here", i % 10 != 0, false))
                .toList();

        var groups = new GroupFigures(Parcels.protecting("parcels"), judged).all();

        assertThat(groups)
                .extracting(g -> g.field() + " " + g.value() + " " + g.n())
                .containsExactly("sender abroad 250", "sender here 400");
        assertThat(groups).allMatch(ModelCard.Group::enough);
        assertThat(estimate(groups.get(0).accuracy())).isCloseTo(.8, within(1e-9));
        assertThat(estimate(groups.get(0).adverse())).isCloseTo(.5, within(1e-9));
        assertThat(estimate(groups.get(1).accuracy())).isCloseTo(.9, within(1e-9));
        assertThat(estimate(groups.get(1).adverse())).isZero();
    }

    @Test
    void saysNothingOfAGroupWithFewCases() {
        var judged = IntStream.range(0, GroupFigures.LEAST - 1)
                .mapToObj(i -> judged("abroad", true, true))
                .toList();

        assertThat(new GroupFigures(Parcels.protecting("parcels"), judged).all())
                .singleElement()
                .matches(g -> !g.enough() && g.accuracy() == null && g.adverse() == null);
    }

    private static double estimate(@Nullable Interval interval) {
        return Objects.requireNonNull(interval).estimate();
    }

    private static Judged judged(String sender, boolean right, boolean adverse) {
        var said = adverse ? "lost" : "found";
        var truth = right == adverse ? "lost" : "found";
        var subject = new Case(new TreeMap<>(Map.of("weight", 1., "sender", sender)));
        var by = new Provenance(How.IMPORT, "test", null, null);
        var example = new Example("e", "parcels", null, null, subject, truth, by, Instant.EPOCH);
        return new Judged(example, 1, said, .9, right ? .9 : .1, .1);
    }
}
