package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorAlarmTests {

    @ParameterizedTest
    @CsvSource({
        "0, 0, .05, 0",
        "5, 50, .05, -1.20195",
        "10, 100, .05, -0.484816",
        "20, 200, .05, 1.245933",
        "0, 100, .05, -4.615121",
        "12, 100, .02, 9.539229",
        "0, 1000, .05, -6.908755",
        "0, 20000, .05, -9.903538"
    })
    void hasTheEvidenceOfTheSpecification(long wrong, long checks, double alpha, double expected) {
        assertThat(new ErrorAlarm(alpha, .05).logEvidence(wrong, checks)).isEqualTo(expected, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 720, 721, 5000, 1_000_000})
    void withoutAnErrorIsExactlyTheNumberOfChecks(int checks) {
        assertThat(new ErrorAlarm(.05, .05).logEvidence(0, checks)).isEqualTo(-Math.log(checks + 1.0), within(1e-6));
    }

    /** The average over the larger shares of the likelihood ratio, summed up by force. */
    @ParameterizedTest
    @CsvSource({"3, 30, .05", "40, 800, .05", "60, 800, .05", "9, 3000, .002"})
    void isTheMixtureOfLikelihoodRatios(long wrong, long checks, double alpha) {
        int slices = 200_000;
        double sum = 0;
        for (int i = 0; i < slices; i++) {
            double p = alpha + (1 - alpha) * (i + .5) / slices;
            sum += Math.exp(wrong * Math.log(p / alpha) + (checks - wrong) * Math.log((1 - p) / (1 - alpha)));
        }

        assertThat(new ErrorAlarm(alpha, .05).logEvidence(wrong, checks))
                .isEqualTo(Math.log(sum / slices), within(1e-4));
    }

    @Test
    void isRaisedByEvidenceOfOneOverDelta() {
        var alarm = new ErrorAlarm(.05, .05);

        assertThat(alarm.isRaised(24, 200)).isTrue();
        assertThat(alarm.logEvidence(24, 200)).isGreaterThan(Math.log(20));
        assertThat(alarm.isRaised(20, 200)).isFalse();
    }

    @Test
    void refusesABudgetThatIsNone() {
        assertThatThrownBy(() -> new ErrorAlarm(0, .05)).hasMessageContaining("alpha");
        assertThatThrownBy(() -> new ErrorAlarm(.05, Double.NaN)).hasMessageContaining("delta");
    }
}
