package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointTests {

    @Test
    void findsWhereErrorsMayFirstHaveBecomeFrequent() {
        // one error in 50, then one in 4
        var wrong = IntStream.range(0, 280)
                .mapToObj(i -> i < 200 ? i % 50 == 25 : i % 4 == 0)
                .toList();

        assertThat(ChangePoint.of(wrong, .05)).isBetween(175, 200);
    }

    /** The likeliest place is as often too late as too early, and then what is in doubt is not listed. */
    @Test
    void leavesHardlyEverADoubtfulCheckOut() {
        var random = new Random(7);
        var tooLate = IntStream.range(0, 500)
                .filter(run -> {
                    var wrong = IntStream.range(0, 260)
                            .mapToObj(i -> random.nextDouble() < (i < 200 ? .03 : .2))
                            .toList();
                    return ChangePoint.of(wrong, .05) > 200;
                })
                .count();

        assertThat(tooLate).isLessThan(40);
    }

    @Test
    void isTheBeginningIfItWasAlwaysSo() {
        assertThat(ChangePoint.of(List.of(true, false, true, false, true), .05)).isZero();
    }

    @Test
    void doubtsNoMoreThanTheLastFewIfItNeverWas() {
        // 38 good checks in a row are no less likely than e⁻² where a share of .05 is wrong
        assertThat(ChangePoint.of(Collections.nCopies(100, false), .05)).isEqualTo(62);
        assertThat(ChangePoint.of(List.of(), .05)).isZero();
    }
}
