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

/**
 * From the counts of an evaluation to what they mean. Certificates are about the cases that rules leave to the model; labels
 * come for all cases that arrive, and coverage is a share of these.
 */
final class EvaluationFindings {

    private static final int POINTS = 100;
    private static final List<Integer> LABELS = List.of(100, 300, 1000, 3000, 10_000, 30_000);

    private final Policy policy;
    private final String ruleSet;
    private final EvaluationPlan plan;
    private final ScoreBins bins;
    private final List<Tally> tallies;

    EvaluationFindings(Policy policy, String ruleSet, EvaluationPlan plan, ScoreBins bins) {
        this.policy = policy;
        this.ruleSet = ruleSet;
        this.plan = plan;
        this.bins = bins;
        this.tallies = bins.tallies();
    }

    EvaluationReport report(long rows, int trainedOn, int rulesFailed) {
        var needs = new ArrayList<Need>();
        for (double alpha : plan.alphas()) {
            LABELS.forEach(labels -> needs.add(new Need(alpha, labels, expected(labels, alpha))));
        }
        return new EvaluationReport(
                policy.useCase(),
                policy.version(),
                ruleSet,
                plan.learner().name(),
                plan.delta(),
                rows,
                trainedOn,
                bins.count(),
                policy.floor(),
                bins.modelRight(),
                (double) bins.approvable() / bins.count(),
                rulesFailed,
                bins.personRight(),
                curve(),
                plan.alphas().stream().map(this::budget).toList(),
                needs,
                List.of());
    }

    /** A point for each hundredth of all cases, and one for all that rules leave to the model. */
    private List<Point> curve() {
        var points = new ArrayList<Point>();
        long next = 1;
        for (var tally : tallies) {
            long share = (long) tally.n() * POINTS;
            if (share >= next * bins.count() || tally.n() == bins.approvable()) {
                points.add(point(tally));
                next = share / bins.count() + 1;
            }
        }
        return points;
    }

    private Point point(Tally tally) {
        double others = bins.personWrongElsewhere(tally.threshold());
        return new Point(
                tally.threshold(),
                (double) tally.n() / bins.count(),
                (double) tally.k() / tally.n(),
                Double.isNaN(others) ? null : 1 - (tally.k() + others) / bins.count());
    }

    private Budget budget(double alpha) {
        int least = FixedSequence.leastLabels(alpha, plan.delta());
        var grid = bins.tallies(bins.approvable(), alpha, plan.delta());
        var walk = FixedSequence.walk(grid, alpha, plan.delta());
        var certified = walk.certified()
                .flatMap(step -> grid.stream()
                        .filter(t -> t.threshold() == step.threshold())
                        .findFirst());
        if (certified.isPresent()) {
            var tally = certified.get();
            return new Budget(alpha, least, point(tally), tally.n(), tally.k(), 0);
        }
        if (grid.isEmpty()) {
            return new Budget(alpha, least, null, 0, 0, null);
        }
        var strictest = grid.get(0);
        return new Budget(alpha, least, null, strictest.n(), strictest.k(), moreLabels(strictest, alpha));
    }

    /** Labels come for cases of all kinds, and only those above the strictest threshold tell about it. */
    private @Nullable Integer moreLabels(Tally strictest, double alpha) {
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
        long ofApprovable = (long) Math.min(labels, bins.count()) * bins.approvable() / bins.count();
        for (var tally : bins.tallies(ofApprovable, alpha, plan.delta())) {
            if (Beta.binomial(tally.k() * share, tally.n() * share, alpha) > plan.delta()) {
                break;
            }
            coverage = (double) tally.n() / bins.count();
        }
        return coverage;
    }
}
