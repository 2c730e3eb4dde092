package org.countersign.rehearsal;

import java.util.List;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a model could carry on a use case's own history.
 *
 * @param rows in the file
 * @param trainedOn rows that the model learned from
 * @param judged all other rows: everything below is about these
 * @param floor the policy's
 * @param modelRight share of right answers of the model, left alone
 * @param personRight share of right decisions of the person of the file; null if not known
 * @param curve what is wrong among the surest cases
 * @param budgets what could be certified
 * @param needs how many labels buy how much
 */
public record EvaluationReport(
        String useCase,
        String policy,
        String learner,
        double delta,
        long rows,
        int trainedOn,
        int judged,
        OversightLevel floor,
        double modelRight,
        @Nullable Double personRight,
        List<Point> curve,
        List<Budget> budgets,
        List<Need> needs,
        List<String> sentences) {

    /**
     * The surest cases.
     *
     * @param coverage their share of all
     * @param risk share of wrong answers among them
     * @param teamRight share of right answers if people decide the rest; null if not known
     */
    public record Point(
            double threshold,
            double coverage,
            double risk,
            @Nullable Double teamRight) {}

    /**
     * What could be approved automatically with at most a share {@code alpha} wrong.
     *
     * @param leastLabels with fewer, nothing is ever certified
     * @param certified what the judged rows certify, with confidence 1 - delta; null if nothing
     * @param k wrong ones among the n above the certified threshold
     * @param moreLabels how many more labels until a first certificate, if errors stay as frequent; 0 if there is one,
     *     null if they are too frequent
     */
    public record Budget(
            double alpha,
            int leastLabels,
            @Nullable Point certified,
            int n,
            int k,
            @Nullable Integer moreLabels) {}

    /** The share of cases that so many labels can be expected to certify: about every second time it is more. */
    public record Need(double alpha, int labels, double coverage) {}

    public EvaluationReport {
        curve = List.copyOf(curve);
        budgets = List.copyOf(budgets);
        needs = List.copyOf(needs);
        sentences = List.copyOf(sentences);
    }
}
