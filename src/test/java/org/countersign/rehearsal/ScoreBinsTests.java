package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.countersign.assurance.FixedSequence;
import org.junit.jupiter.api.Test;

class ScoreBinsTests {

    @Test
    void countsExactlyAboveEachOfItsThresholds() {
        var random = new Random(1);
        var bins = new ScoreBins();
        var scores = new double[5000];
        var wrong = new boolean[5000];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i == 0 ? 1 : random.nextDouble();
            wrong[i] = random.nextDouble() > scores[i];
            bins.add(scores[i], wrong[i], null);
        }

        for (var tally : bins.tallies()) {
            int n = 0;
            int k = 0;
            for (int i = 0; i < scores.length; i++) {
                if (scores[i] >= tally.threshold()) {
                    n++;
                    k += wrong[i] ? 1 : 0;
                }
            }
            // a score may lie on an edge, to the last digit
            assertThat(tally.n()).isBetween(n - 1, n + 1);
            assertThat(tally.k()).isBetween(k - 1, k + 1);
        }
        assertThat(bins.tallies().get(bins.tallies().size() - 1).n()).isEqualTo(5000);
    }

    /** Edges of a hundredth of log-odds are further apart than numbers near one are. */
    @Test
    void hasOneThresholdForBinsThatRoundingPutsTogether() {
        var bins = new ScoreBins();
        for (double below = 0x1p-53; below < 1e-12; below += 0x1p-53) {
            bins.add(1 - below, false, null);
        }
        bins.add(1, true, null);

        var tallies = bins.tallies();

        assertThat(FixedSequence.walk(tallies, .05, .05).steps()).isNotEmpty();
        assertThat(tallies.get(tallies.size() - 1).n()).isEqualTo(bins.count());
        assertThat(tallies).extracting(t -> t.n()).isSorted().doesNotHaveDuplicates();
        assertThat(bins.tallies(bins.count(), .05, .05))
                .extracting(t -> t.threshold())
                .doesNotHaveDuplicates();
    }

    @Test
    void takesTheGridFromScoresAlone() {
        var honest = new ScoreBins();
        var reversed = new ScoreBins();
        for (int i = 1; i < 1000; i++) {
            honest.add(i / 1000.0, i % 7 == 0, null);
            reversed.add(i / 1000.0, i % 7 != 0, null);
        }

        assertThat(honest.tallies(500, .05, .05))
                .extracting(t -> t.threshold())
                .isEqualTo(reversed.tallies(500, .05, .05).stream()
                        .map(t -> t.threshold())
                        .toList())
                .hasSizeGreaterThan(50);
    }

    @Test
    void countsWhatRulesKeepBesideTheBins() {
        var bins = new ScoreBins();
        bins.add(.9, false, true);
        bins.add(.6, true, null);
        bins.keep(true, false);
        bins.keep(true, true);
        bins.keep(false, null);

        assertThat(bins.count()).isEqualTo(5);
        assertThat(bins.approvable()).isEqualTo(2);
        assertThat(bins.tallies()).extracting(t -> t.n()).containsExactly(1, 2);
        assertThat(bins.modelRight()).isEqualTo(.4, within(1e-12));
        assertThat(bins.personRight()).isEqualTo(1 / 3.0, within(1e-12));
        // kept: one wrong of two known, of three and of the one below .8
        assertThat(bins.personWrongElsewhere(.8)).isEqualTo(2, within(1e-12));
        assertThat(bins.personWrongElsewhere(0)).isEqualTo(1.5, within(1e-12));
    }

    @Test
    void knowsWhereThePersonErrsBelowAThreshold() {
        var bins = new ScoreBins();
        bins.add(.9, false, true);
        bins.add(.6, true, true);
        bins.add(.6, true, false);
        bins.add(.6, true, null);

        // two of three known, so two thirds of the one that is not
        assertThat(bins.personWrongElsewhere(.8)).isEqualTo(1.5, within(1e-12));
        assertThat(bins.personWrongElsewhere(0)).isZero();
        var unknown = new ScoreBins();
        unknown.add(.6, true, null);
        assertThat(unknown.personWrongElsewhere(.8)).isNaN();
    }
}
