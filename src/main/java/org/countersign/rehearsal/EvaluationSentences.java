package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.countersign.decision.OversightLevel;
import org.countersign.rehearsal.EvaluationReport.Budget;

/** An evaluation in plain words. */
final class EvaluationSentences {

    private EvaluationSentences() {}

    static EvaluationReport of(EvaluationReport r, double alpha) {
        var words = new ArrayList<String>();
        words.add(("Of %,d rows, the model (%s) learned from %,d and was judged on the other %,d. The policy's"
                        + " protected fields are kept from models. Left alone, it is right on %s.")
                .formatted(r.rows(), r.learner(), r.trainedOn(), r.judged(), percent(r.modelRight())));
        r.budgets().stream().filter(b -> b.alpha() == alpha).findFirst().ifPresent(b -> words.add(budget(b)));
        words.add(people(r, alpha));
        if (r.floor() != OversightLevel.AUTO_APPROVE) {
            words.add("The policy's floor is " + r.floor()
                    + ": whatever is certified, nothing is approved automatically until another policy is published.");
        }
        words.add(
                "This is about the model alone. Rules that send sure and easy cases to people raise the share of errors among"
                        + " the rest: in operation, certificates are about the whole route, and each label and"
                        + " segment needs one of its own. Its share of the policy's delta is what is used here.");
        words.add(
                "Rows were split at random: whether cases stay alike as time passes, only checks in operation can tell.");
        words.add(
                "Each budget holds by itself with confidence %s; who picks one after seeing this table should let fresh labels certify it."
                        .formatted(percent(1 - r.delta())));
        return new EvaluationReport(
                r.useCase(),
                r.policy(),
                r.learner(),
                r.delta(),
                r.rows(),
                r.trainedOn(),
                r.judged(),
                r.floor(),
                r.modelRight(),
                r.personRight(),
                r.curve(),
                r.budgets(),
                r.needs(),
                List.copyOf(words));
    }

    private static String budget(Budget b) {
        var certified = b.certified();
        if (certified != null) {
            return "With the policy's error budget of %s, %s of the cases could be approved automatically (confidence at least %.4f): %,d wrong of %,d."
                    .formatted(percent(b.alpha()), percent(certified.coverage()), certified.threshold(), b.k(), b.n());
        }
        if (b.moreLabels() == null) {
            return "With the policy's error budget of %s nothing could be approved automatically: even among its surest answers this model errs too often."
                    .formatted(percent(b.alpha()));
        }
        return "With the policy's error budget of %s these labels certify nothing yet; at this rate of errors about %,d more would."
                .formatted(percent(b.alpha()), b.moreLabels());
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
                        : " With the model on its certified share and people on the rest, %s would be right."
                                .formatted(percent(team)));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
