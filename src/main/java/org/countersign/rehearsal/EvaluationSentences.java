package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.Locale;
import org.countersign.decision.OversightLevel;
import org.countersign.prediction.Models;
import org.countersign.rehearsal.EvaluationReport.Budget;

/** An evaluation in plain words. */
final class EvaluationSentences {

    private EvaluationSentences() {}

    static EvaluationReport of(EvaluationReport r, double alpha, boolean isTypicalityKnown) {
        var words = new ArrayList<String>();
        words.add(("Of %,d rows, the model (%s) learned from %,d and was judged on the other %,d. The policy's"
                        + " protected fields are kept from models. Left alone, it is right on %s.")
                .formatted(r.rows(), r.learner(), r.trainedOn(), r.judged(), percent(r.modelRight())));
        words.add(rules(r));
        if (!isTypicalityKnown) {
            words.add(
                    "From so few rows it could not learn how usual a case is: until a model has learned from %,d or more, a person decides each case in operation."
                            .formatted(Models.LEAST_FOR_TYPICALITY));
        }
        r.budgets().stream()
                .filter(b -> b.alpha() == alpha && !r.keepsAll())
                .findFirst()
                .ifPresent(b -> words.add(budget(b)));
        words.add(people(r, alpha));
        if (r.floor() != OversightLevel.AUTO_APPROVE) {
            words.add("The policy's floor is " + r.floor()
                    + ": whatever is certified, nothing is approved automatically until another policy is published.");
        }
        if (r.keepsAll()) {
            return r.saying(words);
        }
        words.add(
                "In operation each label and segment needs a certificate of its own. Its share of the policy's delta is"
                        + " what is used here.");
        words.add(
                "Rows were split at random: whether cases stay alike as time passes, only checks in operation can tell.");
        words.add(
                "Each budget holds by itself with confidence %s; who picks one after seeing this table should let fresh labels certify it."
                        .formatted(percent(1 - r.delta())));
        return r.saying(words);
    }

    private static String rules(EvaluationReport r) {
        var failed = r.rulesFailed() == null || r.rulesFailed() == 0
                ? ""
                : " On %,d cases the rules failed, so a person decides these.".formatted(r.rulesFailed());
        if (r.approvable() == null || r.keepsAll()) {
            return "The rules of the use case leave none of the cases to the model, so nothing could be certified: where no"
                    + " rule approves, a person decides or watches." + failed;
        }
        return "The rules of the use case leave %s of the cases to the model; what could be approved automatically is among these. People get the others, however sure the model is. Shares are of all cases."
                        .formatted(percent(r.approvable()))
                + failed;
    }

    private static String budget(Budget b) {
        var certified = b.certified();
        if (certified != null) {
            return "With the policy's error budget of %s, %s of the cases could be approved automatically (confidence at least %.4f): %,d wrong of %,d."
                    .formatted(percent(b.alpha()), percent(certified.coverage()), certified.threshold(), b.k(), b.n());
        }
        if (b.moreLabels() == null) {
            return "With the policy's error budget of %s nothing could be approved automatically: even among its surest answers to the cases left to it this model errs too often (%,d wrong of %,d)."
                    .formatted(percent(b.alpha()), b.k(), b.n());
        }
        return "With the policy's error budget of %s these labels certify nothing yet; at this rate of errors (%,d wrong of %,d) about %,d more would."
                .formatted(percent(b.alpha()), b.k(), b.n(), b.moreLabels());
    }

    private static String people(EvaluationReport r, double alpha) {
        if (r.personRight() == null) {
            return "What people and model achieve together is not known: the file does not say what a person decided.";
        }
        var team = r.budgets().stream()
                .filter(b -> b.alpha() == alpha && b.certified() != null)
                .map(b -> b.certified().teamRight())
                .findFirst()
                .orElse(null);
        return "The people of the file are right on %s.".formatted(percent(r.personRight()))
                + (team == null
                        ? ""
                        : " With the model on its certified share and people on all other cases, %s would be right."
                                .formatted(percent(team)));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
