package org.countersign.learning;

import java.util.List;
import java.util.Locale;
import org.countersign.assurance.Cell;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.ScoredCase;
import org.countersign.learning.ModelCard.Coverage;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What share of the examples held back a batch test would let a model decide alone, with the delta that the first batch
 * of a cell has in operation. It needs no weights, as it asks for
 * a batch that is exchangeable with the cases to come; where examples differ in theirs, it says so.
 */
final class BudgetCoverage {

    private BudgetCoverage() {}

    static @Nullable Coverage of(Policy policy, List<Judged> judged) {
        if (judged.isEmpty()) {
            return null;
        }
        var alpha = policy.errorBudget().alpha();
        var delta = Cell.delta(policy, 1);
        var scores = judged.stream().map(Judged::confidence).toList();
        var cases = judged.stream()
                .map(j -> new ScoredCase(j.confidence(), !j.right()))
                .toList();
        var n = judged.size();
        var n0 = FixedSequence.leastLabels(alpha, delta);
        var walk = FixedSequence.walk(FixedSequence.grid(scores, n, alpha, delta), cases, alpha, delta);
        var certified = walk.certified();
        var share = certified.map(s -> (double) s.n() / n).orElse(0.0);
        var threshold = certified.map(FixedSequence.Step::threshold).orElse(null);
        return new Coverage(alpha, delta, n, share, threshold, n0, words(judged, share, alpha, n0));
    }

    private static String words(List<Judged> judged, double share, double alpha, int n0) {
        var n = judged.size();
        var weighted = judged.stream().mapToDouble(Judged::weight).distinct().count() > 1
                ? " Examples were not all as likely to be chosen, so this is no more than a hint."
                : "";
        if (n < n0) {
            return "insufficient data: " + n + " examples held back, and it takes at least " + n0;
        }
        return share == 0
                ? "nothing, with these " + n + " examples." + weighted
                : String.format(
                        Locale.ROOT,
                        "%.0f %% of these %d examples, at most %.3g %% of them wrong.%s",
                        100 * share,
                        n,
                        100 * alpha,
                        weighted);
    }
}
