package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.countersign.TestPolicies;
import org.countersign.prediction.Learner;
import org.countersign.rehearsal.EvaluationReport.Budget;
import org.countersign.rehearsal.EvaluationReport.Point;
import org.junit.jupiter.api.Test;

class EvaluationFindingsTests {

    private static EvaluationReport report(ScoreBins bins) {
        var plan = new EvaluationPlan(Learner.LINEAR, List.of(.05, .1, .2), .05, 500, null);
        return new EvaluationFindings(TestPolicies.credit(), "rules", plan, bins).report(5000, 500, 0);
    }

    private static Budget budget(EvaluationReport report, double alpha) {
        return report.budgets().stream()
                .filter(b -> b.alpha() == alpha)
                .findFirst()
                .orElseThrow();
    }

    /** Of the easy ones the model gets all right, of the others 15 in 100 wrong; people get 1 in 10 wrong of any. */
    private static ScoreBins bins(boolean easyAreKept) {
        var bins = new ScoreBins();
        for (int i = 0; i < 1000; i++) {
            bins.add(.8, i % 100 < 15, i % 10 == 0);
            if (easyAreKept) {
                bins.keep(false, i % 10 == 0);
            } else {
                bins.add(.99, false, i % 10 == 0);
            }
        }
        return bins;
    }

    @Test
    void skimmingTheEasyCasesRaisesTheErrorOfTheRest() {
        var without = report(bins(false));
        var with = report(bins(true));

        // 150 wrong of 2,000 pass .1; of the same 1,000 hard ones alone they do not
        var whole = budget(without, .1);
        assertThat(whole.n()).isEqualTo(2000);
        assertThat(whole.k()).isEqualTo(150);
        assertThat(whole.certified()).isEqualTo(point(whole, 1, .075, .925));
        assertThat(budget(with, .1).certified()).isNull();
        assertThat(budget(with, .1).moreLabels()).as("too many are wrong").isNull();

        // .2 is kept by the hard ones alone, which are half of all; people are right on 900 of the other 1,000
        var half = budget(with, .2);
        assertThat(half.n()).isEqualTo(1000);
        assertThat(half.certified()).isEqualTo(point(half, .5, .15, .875));
        assertThat(budget(without, .2).certified()).isEqualTo(whole.certified());

        assertThat(with.modelRight()).isEqualTo(without.modelRight()).isEqualTo(.925, within(1e-12));
        assertThat(with.personRight()).isEqualTo(without.personRight());
        assertThat(without.approvable()).isEqualTo(1);
        assertThat(with.approvable()).isEqualTo(.5);
        assertThat(with.curve())
                .as("it ends where the rules leave nothing more")
                .containsExactly(half.certified());
    }

    private static Point point(Budget budget, double coverage, double risk, double teamRight) {
        return new Point(Objects.requireNonNull(budget.certified()).threshold(), coverage, risk, teamRight);
    }

    /** If nine in ten cases are kept, ten labels are as one. */
    @Test
    void labelsOfCasesThatAreKeptBuyNothing() {
        var random = new Random(1);
        var alone = new ScoreBins();
        var kept = new ScoreBins();
        for (int i = 0; i < 1000; i++) {
            double confidence = .6 + i % 40 * .01;
            boolean wrong = random.nextDouble() > confidence;
            alone.add(confidence, wrong, null);
            kept.add(confidence, wrong, null);
            for (int j = 0; j < 9; j++) {
                kept.keep(wrong, null);
            }
        }

        var few = report(alone);
        var many = report(kept);

        for (var need : few.needs()) {
            many.needs().stream()
                    .filter(n -> n.alpha() == need.alpha() && n.labels() == 10 * need.labels())
                    .forEach(n ->
                            assertThat(10 * n.coverage()).as(n.toString()).isEqualTo(need.coverage(), within(1e-9)));
        }
        assertThat(many.needs()).anyMatch(n -> n.coverage() > .05);
        var more = few.budgets().stream().map(b -> b.moreLabels()).toList();
        assertThat(more).anyMatch(m -> m != null && m > 0);
        for (int b = 0; b < more.size(); b++) {
            var tenfold = many.budgets().get(b).moreLabels();
            if (more.get(b) == null) {
                assertThat(tenfold).isNull();
            } else {
                assertThat((double) Objects.requireNonNull(tenfold)).isEqualTo(10.0 * more.get(b), within(10.0));
            }
        }
    }

    @Test
    void isThereToBeReadWhenNothingIsLeftToTheModel() {
        var bins = new ScoreBins();
        for (int i = 0; i < 100; i++) {
            bins.keep(i % 5 == 0, i % 10 == 0);
        }

        var report = report(bins);

        assertThat(report.approvable()).isZero();
        assertThat(report.modelRight()).isEqualTo(.8, within(1e-12));
        assertThat(report.personRight()).isEqualTo(.9, within(1e-12));
        assertThat(report.curve()).isEmpty();
        assertThat(report.budgets()).allMatch(b -> b.certified() == null && b.moreLabels() == null);
        assertThat(report.needs()).allMatch(n -> n.coverage() == 0);
    }
}
