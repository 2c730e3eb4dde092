package org.countersign.rehearsal;

import java.util.List;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * What a model could carry on a use case's own history, under its rules. Reports that were made before rules had a part in
 * them are about the model alone.
 *
 * @param rows in the file
 * @param trainedOn rows that the model learned from
 * @param judged all other rows: everything below is about these
 * @param ruleSet the rules that were applied; null in reports made before rules had a part
 * @param floor the policy's, which is not applied
 * @param modelRight share of right answers of the model, left alone
 * @param approvable share of the judged rows that the rules leave to the model; null as before
 * @param rulesFailed judged rows that the rules failed on, which are a person's; null as before
 * @param personRight share of right decisions of the person of the file; null if not known
 * @param curve what is wrong among the surest cases
 * @param budgets what could be certified
 * @param needs how many labels buy how much
 */
public record EvaluationReport(
        String useCase,
        String policy,
        @Nullable String ruleSet,
        String learner,
        double delta,
        long rows,
        int trainedOn,
        int judged,
        OversightLevel floor,
        double modelRight,
        @Nullable Double approvable,
        @Nullable Integer rulesFailed,
        @Nullable Double personRight,
        List<Point> curve,
        List<Budget> budgets,
        List<Need> needs,
        List<String> sentences) {

    /**
     * The surest of the cases that the rules leave to the model.
     *
     * @param coverage their share of all
     * @param risk share of wrong answers among them
     * @param teamRight share of right answers if people decide all others; null if not known
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
     * @param k wrong ones among the n above the certified threshold, or above the strictest one where nothing is certified;
     *     both 0 where there is none
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

    EvaluationReport saying(List<String> words) {
        return new EvaluationReport(
                useCase,
                policy,
                ruleSet,
                learner,
                delta,
                rows,
                trainedOn,
                judged,
                floor,
                modelRight,
                approvable,
                rulesFailed,
                personRight,
                curve,
                budgets,
                needs,
                words);
    }

    /** Whether the rules leave nothing to the model, so that there is nothing to say of it. */
    boolean keepsAll() {
        return approvable != null && approvable == 0;
    }
}
