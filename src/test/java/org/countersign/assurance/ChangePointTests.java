package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangePointTests {

    @Test
    void findsWhereErrorsBecameFrequent() {
        // one error in 50, then one in 4
        var wrong = IntStream.range(0, 280)
                .mapToObj(i -> i < 200 ? i % 50 == 25 : i % 4 == 0)
                .toList();

        assertThat(ChangePoint.of(wrong, .05)).isEqualTo(200);
    }

    @Test
    void isTheBeginningIfItWasAlwaysSo() {
        assertThat(ChangePoint.of(List.of(true, false, true, false, true), .05)).isZero();
    }

    @Test
    void isTheEndIfItNeverWas() {
        assertThat(ChangePoint.of(List.of(false, false, false), .05)).isEqualTo(3);
        assertThat(ChangePoint.of(List.of(), .05)).isZero();
    }
}
