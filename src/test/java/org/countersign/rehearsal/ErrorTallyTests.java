package org.countersign.rehearsal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorTallyTests {

    private static final int RUNS = 300;

    @Test
    void weighsEachJudgementByHowRarelyItWasAskedFor() {
        var tally = new ErrorTally();
        // of 1,000 unreviewed, 5 % are checked and 2 of them wrong; of 100 reviewed, all are judged and 50 wrong
        judged(tally, 1000, 50, 2, .05);
        for (int i = 0; i < 100; i++) {
            tally.add(HUMAN_IN_THE_LOOP, i < 50, 1);
        }

        var estimate = tally.estimate();

        assertThat(estimate.error()).isEqualTo((1000 * .04 + 50) / 1100, within(1e-12));
        assertThat(estimate.labels()).isEqualTo(150);
        assertThat(estimate.decisions()).isEqualTo(1100);
    }

    @Test
    void doesNotLetABacklogTiltTheWhole() {
        var tally = new ErrorTally();
        judged(tally, 1000, 50, 0, .05);
        for (int i = 0; i < 1000; i++) {
            if (i < 100) {
                tally.add(HUMAN_IN_THE_LOOP, i < 50, 1);
            } else {
                tally.add(HUMAN_IN_THE_LOOP);
            }
        }

        assertThat(tally.estimate().error()).isEqualTo(.25, within(1e-12));
    }

    @Test
    void saysSoWhereTooFewWereJudged() {
        var tally = new ErrorTally();
        judged(tally, 1000, 29, 0, .05);

        assertThat(tally.estimate().error()).isNull();
        assertThat(tally.estimate().low()).isNull();
        assertThat(tally.estimate().cannot()).isEqualTo("cannot be estimated: n = 29 (fewer than 30 blind judgements)");
    }

    @Test
    void saysSoWhereJudgementsDoNotReach() {
        var tally = new ErrorTally();
        judged(tally, 1000, 50, 0, .05);
        for (int i = 0; i < 60; i++) {
            tally.add(HUMAN_ON_THE_LOOP);
        }

        assertThat(tally.estimate().error()).isNull();
        assertThat(tally.estimate().cannot())
                .isEqualTo("cannot be estimated: n = 50 (60 of 1060 auto-approved decisions are of a kind that nobody"
                        + " judged blind)");
    }

    @Test
    void takesAFewThatNobodyJudgedForTheWorst() {
        var reached = new ErrorTally();
        judged(reached, 1000, 50, 0, .05);
        var beyond = new ErrorTally();
        judged(beyond, 1000, 50, 0, .05);
        for (int i = 0; i < 20; i++) {
            beyond.add(HUMAN_ON_THE_LOOP);
        }

        assertThat(beyond.estimate().high())
                .isEqualTo(requireNonNull(reached.estimate().high()) * 1000 / 1020 + 20.0 / 1020, within(1e-12));
    }

    @Test
    void saysSoWhereNothingIsApproved() {
        assertThat(new ErrorTally().estimate().cannot()).contains("nothing is auto-approved");
    }

    /** The share of errors rises from case to case with its score, and people judged more where the score was bad. */
    @ParameterizedTest
    @CsvSource({"4000, .05, .02, .30", "4000, .10, .01, .10", "2000, .05, .10, .40", "20000, .05, .002, .05"})
    void coversTheTruthWhereTheNaiveShareDoesNot(int n, double q, double errorAutomatic, double errorReviewed) {
        var random = new SplittableRandom(7);
        int covered = 0;
        int naive = 0;
        double sum = 0;
        for (int run = 0; run < RUNS; run++) {
            var tally = new ErrorTally();
            long wrong = 0;
            long judged = 0;
            long judgedWrong = 0;
            for (int i = 0; i < n; i++) {
                boolean reviewed = i % 10 == 0;
                boolean isWrong = random.nextDouble() < (reviewed ? errorReviewed : errorAutomatic);
                wrong += isWrong ? 1 : 0;
                if (reviewed || random.nextDouble() < q) {
                    tally.add(reviewed ? HUMAN_IN_THE_LOOP : AUTO_APPROVE, isWrong, reviewed ? 1 : q);
                    judged++;
                    judgedWrong += isWrong ? 1 : 0;
                } else {
                    tally.add(AUTO_APPROVE);
                }
            }
            var estimate = tally.estimate();
            var truth = (double) wrong / n;
            sum += requireNonNull(estimate.error()) - truth;
            covered += requireNonNull(estimate.low()) <= truth && truth <= requireNonNull(estimate.high()) ? 1 : 0;
            var unweighted = ExactInterval.of((double) judgedWrong, (double) judged);
            naive += unweighted.low() <= truth && truth <= unweighted.high() ? 1 : 0;
        }

        assertThat(covered).as("of " + RUNS).isGreaterThanOrEqualTo((int) (.93 * RUNS));
        assertThat(naive).as("naive, of " + RUNS).isLessThan(RUNS / 2);
        assertThat(sum / RUNS).as("bias").isCloseTo(0, within(.01));
    }

    private static void judged(ErrorTally tally, int n, int labels, int wrong, double probability) {
        for (int i = 0; i < n; i++) {
            if (i < labels) {
                tally.add(AUTO_APPROVE, i < wrong, probability);
            } else {
                tally.add(AUTO_APPROVE);
            }
        }
    }
}
