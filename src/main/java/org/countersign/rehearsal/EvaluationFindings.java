package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.List;
import org.countersign.assurance.Beta;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.FixedSequence.Tally;
import org.countersign.policy.Policy;
import org.countersign.rehearsal.EvaluationReport.Budget;
import org.countersign.rehearsal.EvaluationReport.Need;
import org.countersign.rehearsal.EvaluationReport.Point;
import org.jspecify.annotations.Nullable;

/** From the counts of an evaluation to what they mean. */
final class EvaluationFindings {

    private static final int POINTS = 100;
    private static final List<Integer> LABELS = List.of(100, 300, 1000, 3000, 10_000, 30_000);

    private final Policy policy;
    private final EvaluationPlan plan;
    private final ScoreBins bins;
    private final List<Tally> tallies;

    EvaluationFindings(Policy policy, EvaluationPlan plan, ScoreBins bins) {
        this.policy = policy;
        this.plan = plan;
        this.bins = bins;
        this.tallies = bins.tallies();
    }

    EvaluationReport report(long rows, int trainedOn, @Nullable Double personRight) {
        var last = tallies.get(tallies.size() - 1);
        var needs = new ArrayList<Need>();
        for (double alpha : plan.alphas()) {
            LABELS.forEach(labels -> needs.add(new Need(alpha, labels, expected(labels, alpha))));
        }
        var report = new EvaluationReport(
                policy.useCase(),
                policy.version(),
                plan.learner().name(),
                plan.delta(),
                rows,
                trainedOn,
                bins.count(),
                policy.floor(),
                1 - (double) last.k() / last.n(),
                personRight,
                curve(),
                plan.alphas().stream().map(this::budget).toList(),
                needs,
                List.of());
        return EvaluationSentences.of(report, policy.errorBudget().alpha());
    }

    private List<Point> curve() {
        var points = new ArrayList<Point>();
        for (int i = 0, next = 1; i < tallies.size(); i++) {
            if (tallies.get(i).n() * (double) POINTS >= (double) next * bins.count()) {
                points.add(point(tallies.get(i)));
                next = tallies.get(i).n() * POINTS / bins.count() + 1;
            }
        }
        return points;
    }

    private Point point(Tally tally) {
        double below = bins.personWrongBelow(tally.threshold());
        return new Point(
                tally.threshold(),
                (double) tally.n() / bins.count(),
                (double) tally.k() / tally.n(),
                Double.isNaN(below) ? null : 1 - (tally.k() + below) / bins.count());
    }

    private Budget budget(double alpha) {
        int least = FixedSequence.leastLabels(alpha, plan.delta());
        var grid = bins.tallies(bins.count(), alpha, plan.delta());
        var walk = FixedSequence.walk(grid, alpha, plan.delta());
        var certified = walk.certified()
                .flatMap(step -> grid.stream()
                        .filter(t -> t.threshold() == step.threshold())
                        .findFirst());
        if (certified.isPresent()) {
            var tally = certified.get();
            return new Budget(alpha, least, point(tally), tally.n(), tally.k(), 0);
        }
        return new Budget(alpha, least, null, 0, 0, moreLabels(grid, alpha));
    }

    /** Labels are wanted for cases of all scores, and only those above the strictest threshold tell about it. */
    private @Nullable Integer moreLabels(List<Tally> grid, double alpha) {
        var strictest = grid.get(0);
        var more = FixedSequence.moreLabels(strictest.n(), strictest.k(), alpha, plan.delta());
        if (more.isEmpty()) {
            return null;
        }
        return (int) Math.min(Integer.MAX_VALUE, Math.ceil((double) more.getAsInt() * bins.count() / strictest.n()));
    }

    /** The walk with as many errors as are to be expected. */
    private double expected(int labels, double alpha) {
        double share = (double) labels / bins.count();
        double coverage = 0;
        // a stricter grid than these rows can judge would stop at their chance errors
        for (var tally : bins.tallies(Math.min(labels, bins.count()), alpha, plan.delta())) {
            if (Beta.binomial(tally.k() * share, tally.n() * share, alpha) > plan.delta()) {
                break;
            }
            coverage = (double) tally.n() / bins.count();
        }
        return coverage;
    }
}
