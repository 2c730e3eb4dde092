package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.countersign.assurance.Change;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an example counts for when a model learns from it. */
class WeighingTests {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Change CHANGE = new Change("parcels-1", "", NOON, NOON);

    @Test
    void countsRareDrawsMoreAndNeverMoreThanFiveTimes() {
        var examples = List.of(drawn(1.), drawn(.5), drawn(.05), drawn(null));

        assertThat(weights(new Weighing(true, null, 1), examples)).containsExactly(1., 2., 5., 1.);
        assertThat(weights(new Weighing(true, null, 1).unweighted(), examples)).containsExactly(1., 1., 1., 1.);
        assertThat(weights(Weighing.ALIKE, examples)).containsExactly(1., 1., 1., 1.);
    }

    @Test
    void countsWhatCameBeforeAChangeLessOrNotAtAll() {
        var examples = List.of(example(0, NOON.minusSeconds(1), .5), example(1, NOON.plusSeconds(1), .5));
        var weighing = new Weighing(true, CHANGE, 1);

        assertThat(weights(weighing, examples)).containsExactly(2., 2.);
        assertThat(weights(weighing.withEarlier(.2), examples)).containsExactly(.4, 2.);
        assertThat(weights(weighing.withEarlier(0), examples)).containsExactly(2.);
        assertThat(weighing.judging(examples)).containsExactly(examples.get(1));
    }

    /** By the id of a decision, not by when somebody got round to judging it. */
    @Test
    void takesNoDecisionForNewThatWasJudgedLate() {
        var change = new Change("parcels-1", "0005", NOON, NOON);
        var by = new Provenance(How.REVIEW, "ann", "lost", 1.0);
        var old = new Example("a", "parcels", "0004", null, Parcels.parcel(1, "A"), "lost", by, NOON.plusSeconds(9));
        var fresh = new Example("b", "parcels", "0006", null, Parcels.parcel(1, "A"), "lost", by, NOON.plusSeconds(9));

        assertThat(Recency.since(change, List.of(old, fresh))).containsExactly(fresh);
    }

    /** A model that knows too few cases to tell what is typical leaves all to people, and then nothing certifies it. */
    @Test
    void leavesEarlierLabelsOutOnlyWhenTheLaterOnesTellWhatIsTypical() {
        var few = after(Models.LEAST_FOR_TYPICALITY - 1);
        var enough = after(Models.LEAST_FOR_TYPICALITY);

        assertThat(Weighing.less(CHANGE, few)).containsExactly(.2);
        assertThat(Weighing.less(CHANGE, enough)).containsExactly(.2, 0.);
    }

    private static List<Example> after(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> example(i, NOON.plusSeconds(1), null))
                .toList();
    }

    private static Example drawn(@Nullable Double probability) {
        return example(0, NOON, probability);
    }

    private static Example example(int number, Instant at, @Nullable Double probability) {
        var by = new Provenance(probability == null ? How.IMPORT : How.SPOT_CHECK, "ann", null, probability);
        return new Example("e" + number, "parcels", null, null, Parcels.parcel(number, "A"), "lost", by, at);
    }

    private static List<Double> weights(Weighing weighing, List<Example> examples) {
        return weighing.cases(examples).stream().map(LabelledCase::weight).toList();
    }
}
