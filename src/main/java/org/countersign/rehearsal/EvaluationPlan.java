package org.countersign.rehearsal;

import java.util.List;
import java.util.TreeSet;
import org.countersign.assurance.Cell;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation is to find out.
 *
 * @param alphas error budgets, ascending
 * @param delta the chance that a certificate may fail
 * @param mostTrainedOn rows that the model learns from, at most; half of the file, if that is less
 * @param personColumn the column with a person's decision; null if there is none
 */
public record EvaluationPlan(
        Learner learner,
        List<Double> alphas,
        double delta,
        int mostTrainedOn,
        @Nullable String personColumn) {

    private static final List<Double> ALPHAS = List.of(.01, .02, .05, .10, .15, .20);
    private static final int MOST_TRAINED_ON = 20_000;

    public EvaluationPlan {
        alphas = List.copyOf(alphas);
    }

    /** The policy's own budget among the usual ones, with the delta that the first batch has in operation. */
    public static EvaluationPlan of(Policy policy, Learner learner, @Nullable String personColumn) {
        var alphas = new TreeSet<>(ALPHAS);
        alphas.add(policy.errorBudget().alpha());
        return new EvaluationPlan(learner, List.copyOf(alphas), Cell.delta(policy, 1), MOST_TRAINED_ON, personColumn);
    }
}
