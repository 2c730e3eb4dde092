package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RunLengthAlarmTests {

    @Test
    void multipliesByTheLikelihoodRatioOfEachShare() {
        // shares .075, .1, .15, .25, .4 against .05
        var once = RunLengthAlarm.start(.05, 1000).after(true);
        var twice = once.after(false);

        assertThat(once.statistics()).usingElementComparator(near()).containsExactly(1.5, 2.0, 3.0, 5.0, 8.0);
        assertThat(twice.statistics())
                .usingElementComparator(near())
                .containsExactly(2.5 * .925 / .95, 3 * .9 / .95, 4 * .85 / .95, 6 * .75 / .95, 9 * .6 / .95);
        assertThat(once.value()).isEqualTo(3.9, within(1e-12));
    }

    /** For a budget of .3, five times it would be no share. */
    @Test
    void noShareIsAboveTheMiddleBetweenBudgetAndOne() {
        var once = RunLengthAlarm.start(.3, 1000).after(true);

        assertThat(once.statistics())
                .usingElementComparator(near())
                .containsExactly(1.5, 2.0, .65 / .3, .65 / .3, .65 / .3);
        assertThat(once.after(false).statistics()).allMatch(m -> m > 0);
    }

    @Test
    void isRaisedSoonAfterALongGoodSpell() {
        var random = new Random(7);
        var alarm = RunLengthAlarm.start(.05, 1000);
        for (int i = 0; i < 500; i++) {
            alarm = alarm.after(random.nextDouble() < .02);
        }
        assertThat(alarm.isRaised()).isFalse();
        int more = 0;
        while (!alarm.isRaised()) {
            alarm = alarm.after(random.nextDouble() < .25);
            more++;
        }
        assertThat(more).isLessThan(60);
    }

    @Test
    void endlessErrorsStayANumberThatCanBeStored() {
        var alarm = RunLengthAlarm.start(.01, 1000);
        for (int i = 0; i < 5000; i++) {
            alarm = alarm.after(true);
        }

        assertThat(alarm.isRaised()).isTrue();
        assertThat(alarm.statistics()).allMatch(Double::isFinite);
        assertThat(alarm.value()).isFinite();
    }

    private static java.util.Comparator<Double> near() {
        return (a, b) -> Math.abs(a - b) < 1e-12 ? 0 : Double.compare(a, b);
    }
}
