package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksNeededTests {

    private static final ErrorAlarm ALARM = new ErrorAlarm(.05, .05);

    @ParameterizedTest
    @CsvSource({".10, 221", ".15, 53", ".25, 16"})
    void halfOfTheAlarmsComeWithin(double error, int checks) {
        assertThat(ChecksNeeded.until(ALARM, error, .5, 5000)).hasValue(checks);
    }

    @Test
    void falseAlarmsAreRarerThanPromised() {
        assertThat(ChecksNeeded.raisedWithin(ALARM, .05, 5000)).isEqualTo(.0195, within(5e-4));
    }

    @Test
    void saysWhenThereAreNeverEnough() {
        assertThat(ChecksNeeded.until(ALARM, .05, .5, 2000)).isEmpty();
    }

    @Test
    void theRateBringsTheChecksTogetherInTime() {
        assertThat(ChecksNeeded.rate(221, 30, 100, .01)).isEqualTo(221 / 3000.0, within(1e-12));
        assertThat(ChecksNeeded.rate(221, 30, 10_000, .01)).isEqualTo(.01);
        assertThat(ChecksNeeded.rate(221, 30, 1, .01)).isEqualTo(1);
        assertThat(ChecksNeeded.rate(221, 30, 0, .01)).isEqualTo(1);
    }

    @Test
    void aGoodSpellWeighsAgainstTheAlarm() {
        assertThat(ChecksNeeded.until(ALARM, 0, 0, .15, .5, 5000)).hasValue(53);
        var after = ChecksNeeded.until(ALARM, 10, 500, .15, .5, 5000).orElseThrow();

        assertThat(after).isGreaterThan(4 * 53);
    }

    /** ASSURANCE §4: 103 / 48 / 20, after 500 checks at .02. */
    @ParameterizedTest
    @CsvSource({".10, 103", ".15, 48", ".25, 20"})
    void theRunLengthAlarmIsSlowedByNoGoodSpell(double error, int checks) {
        var random = new Random(3);
        var alarm = RunLengthAlarm.start(.05, 1000);
        for (int i = 0; i < 500; i++) {
            alarm = alarm.after(random.nextDouble() < .02);
        }
        var median = ChecksNeeded.median(alarm, error, 5000).orElseThrow();

        assertThat((double) median).isBetween(checks * .8, checks * 1.25);
        assertThat(ChecksNeeded.median(alarm, error, median - 1)).isEmpty();
    }
}
