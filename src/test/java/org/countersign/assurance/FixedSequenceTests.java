package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedSequenceTests {

    @ParameterizedTest
    @CsvSource({".10, .05, 29", ".05, .05, 59", ".02, .05, 149", ".01, .05, 299", ".005, .05, 598", ".001, .05, 2995"})
    void needsSoManyLabels(double alpha, double delta, int labels) {
        assertThat(FixedSequence.leastLabels(alpha, delta)).isEqualTo(labels);
    }

    @Test
    void needsMoreLabelsIfTheChanceIsSharedBetweenSegments() {
        assertThat(FixedSequence.leastLabels(.05, .05 / 12)).isEqualTo(107);
    }

    @ParameterizedTest
    @CsvSource({
        ".05, 100, 1",
        ".05, 200, 4",
        ".05, 300, 8",
        ".05, 500, 16",
        ".05, 1000, 38",
        ".05, 2000, 83",
        ".02, 200, 0",
        ".02, 300, 1",
        ".02, 500, 4",
        ".02, 1000, 12",
        ".02, 2000, 29",
        ".01, 300, 0",
        ".01, 500, 1",
        ".01, 1000, 4",
        ".01, 2000, 12",
        ".05, 58, -1",
        ".05, 59, 0"
    })
    void passesWithSoManyErrors(double alpha, int n, int errors) {
        assertThat(FixedSequence.mostErrors(n, alpha, .05)).isEqualTo(errors);
    }

    @Test
    void walksUntilAThresholdFailsAndUsesTheLastThatPassed() {
        // 100 cases above .9 without an error, 100 between .8 and .9 with 5, 100 below with 50
        var cases = IntStream.range(0, 300)
                .mapToObj(i -> new ScoredCase(1 - i / 1000.0, i >= 200 ? i % 2 == 0 : i >= 100 && i % 20 == 0))
                .toList();

        var walk = FixedSequence.walk(List.of(.95, .9, .85, .8, .7), cases, .1, .05);

        assertThat(walk.steps()).extracting(FixedSequence.Step::n).containsExactly(51, 101, 151, 201, 300);
        assertThat(walk.steps()).extracting(FixedSequence.Step::k).containsExactly(0, 1, 3, 6, 55);
        assertThat(walk.steps()).extracting(FixedSequence.Step::passed).containsExactly(true, true, true, true, false);
        assertThat(walk.certified().orElseThrow().threshold()).isEqualTo(.8);
        assertThat(walk.certified().orElseThrow().p()).isEqualTo(Beta.binomial(6, 201, .1), within(1e-15));
    }

    /** Errors at the strict end stop the walk, though a laxer threshold would look good. */
    @Test
    void neverSkipsAThreshold() {
        var cases = IntStream.range(0, 1000)
                .mapToObj(i -> new ScoredCase(1 - i / 1000.0, i < 10))
                .toList();

        assertThat(FixedSequence.walk(List.of(.9, .001), cases, .05, .05).certified())
                .isEmpty();
        assertThat(FixedSequence.walk(List.of(.001), cases, .05, .05).certified())
                .isPresent();
    }

    @Test
    void withoutCasesCertifiesNothing() {
        assertThat(FixedSequence.walk(List.of(.9), List.of(), .05, .05).certified())
                .isEmpty();
        assertThat(FixedSequence.walk(List.of(), List.of(), .05, .05).certified())
                .isEmpty();
    }

    @Test
    void theGridBeginsWhereEnoughLabelsCanBeExpected() {
        var scores = IntStream.range(0, 10_000).mapToObj(i -> i / 10_000.0).toList();

        var grid = FixedSequence.grid(scores, 2000, .05, .05);

        // 5 × 59 of 2,000 labels: 14.75 %
        assertThat(grid.get(0)).isEqualTo(1 - .1475, within(2e-4));
        assertThat(grid).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(grid.get(grid.size() - 1)).isZero();
        assertThat(grid).hasSizeBetween(170, 173);
        // 5 × 59 of 700 would be 42 %
        assertThat(FixedSequence.grid(scores, 700, .05, .05).get(0)).isEqualTo(.8, within(2e-4));
        // 1.6 × 59 of 200
        assertThat(FixedSequence.grid(scores, 200, .05, .05).get(0)).isEqualTo(1 - .472, within(2e-4));
        assertThat(FixedSequence.grid(scores, 10, .05, .05)).containsExactly(0.0);
        assertThat(FixedSequence.grid(List.of(.7, .7, .7), 2000, .05, .05)).containsExactly(.7);
        assertThat(FixedSequence.grid(List.of(), 2000, .05, .05)).isEmpty();
    }

    @Test
    void refusesThresholdsThatDoNotDescend() {
        assertThatThrownBy(() -> FixedSequence.walk(List.of(.8, .9), List.of(), .05, .05))
                .hasMessageContaining("descend");
    }

    @Test
    void saysHowManyMoreLabelsItTakes() {
        assertThat(FixedSequence.moreLabels(0, 0, .05, .05)).hasValue(59);
        assertThat(FixedSequence.moreLabels(20, 0, .05, .05)).hasValue(39);
        assertThat(FixedSequence.moreLabels(59, 0, .05, .05)).hasValue(0);
        assertThat(FixedSequence.moreLabels(100, 5, .05, .05)).isEmpty();
        // 3 errors pass in 153, 4 in 181
        assertThat(FixedSequence.moreLabels(100, 2, .05, .05).orElseThrow()).isBetween(53, 81);
    }

    /** With a small budget the least number of labels is more than a cell may ever have at hand when its stream starts. */
    @Test
    void aStreamStartsWithFewScoresHoweverSmallTheBudget() {
        assertThat(Grids.scoresNeeded(.001, .05 / 24)).isEqualTo(50);
        assertThat(Grids.scoresNeeded(.3, .1)).isEqualTo(20);
    }
}
