package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorIntervalTests {

    @Test
    void knowsNothingBeforeTheFirstCheck() {
        assertThat(ErrorInterval.of(0, 0, .05)).isEqualTo(new ErrorInterval(0, 1));
    }

    /** Without an error: -ln(n + 1) - n ln(1 - p) = ln 20. */
    @Test
    void withoutErrorsItsEndHasAClosedForm() {
        var interval = ErrorInterval.of(0, 99, .05);

        assertThat(interval.low()).isZero();
        assertThat(interval.high()).isEqualTo(1 - Math.pow(2000, -1.0 / 99), within(1e-9));
    }

    @Test
    void errorsAndSuccessesMirrorEachOther() {
        var few = ErrorInterval.of(7, 100, .05);
        var many = ErrorInterval.of(93, 100, .05);

        assertThat(few.low()).isEqualTo(1 - many.high(), within(1e-9));
        assertThat(few.high()).isEqualTo(1 - many.low(), within(1e-9));
        assertThat(few.low()).isLessThan(.07);
        assertThat(few.high()).isGreaterThan(.07);
    }

    /** Of 1,000 sequences looked at after each of 300 checks, at most 5 % (and two deviations) ever miss the truth. */
    @Test
    void coversTheTruthAtAllTimesTogether() {
        var random = new Random(3);
        int missed = 0;
        for (int run = 0; run < 1000; run++) {
            int wrong = 0;
            boolean out = false;
            for (int n = 1; n <= 300 && !out; n++) {
                wrong += random.nextDouble() < .1 ? 1 : 0;
                // the exact edges are slow; the same condition at the truth is what they solve
                out = Beta.log(wrong + 1.0, n - wrong + 1.0) - wrong * Math.log(.1) - (n - wrong) * Math.log(.9)
                        >= Math.log(20);
                if (out) {
                    var interval = ErrorInterval.of(wrong, n, .05);
                    assertThat(interval.low() > .1 || interval.high() < .1).isTrue();
                }
            }
            missed += out ? 1 : 0;
        }
        assertThat(missed).isBetween(1, 63);
    }
}
