package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactIntervalTests {

    /** Closed forms at the ends, and the tabled interval of 5 in 50 and 10 in 100. */
    @ParameterizedTest
    @CsvSource({
        "0, 100, 0, .0362167",
        "100, 100, .9637833, 1",
        "5, 50, .0332751, .2181354",
        "10, 100, .0490047, .1762226",
        "1, 2, .0125791, .9874209"
    })
    void isThatOfClopperAndPearson(double wrong, double n, double low, double high) {
        var interval = ExactInterval.of(wrong, n);

        assertThat(interval.low()).isEqualTo(low, within(1e-6));
        assertThat(interval.high()).isEqualTo(high, within(1e-6));
    }

    @Test
    void holdsBetweenWholeCounts() {
        assertThat(ExactInterval.of(2.5, 100).high())
                .isBetween(
                        ExactInterval.of(2, 100).high(),
                        ExactInterval.of(3, 100).high());
    }

    @Test
    void staysExactForManyCases() {
        // the normal approximation is good here
        var interval = ExactInterval.of(20_000, 1_000_000);

        assertThat(interval.low()).isEqualTo(.02 - 1.96 * .00014, within(2e-6));
        assertThat(interval.high()).isEqualTo(.02 + 1.96 * .00014, within(2e-6));
    }
}
