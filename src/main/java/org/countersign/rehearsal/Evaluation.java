package org.countersign.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.policy.CaseFile;
import org.countersign.policy.CaseFile.Row;
import org.countersign.policy.Policy;
import org.countersign.prediction.TrialModel;
import org.countersign.routing.RulesFailed;

/**
 * Trains a model on some rows of a use case's own history and judges it on all others, as far as the rules leave them to
 * it. The file is read twice, row by row: what is kept of it is the rows trained on and counts.
 */
final class Evaluation {

    private static final int FEWEST_ROWS = 100;
    private static final long SEED = 1;

    /** A file that can be read again. */
    interface Source {
        InputStream open() throws IOException;
    }

    /** What is going on, for those who wait. */
    interface Progress {
        void at(String step, long rows);
    }

    private final Policy policy;
    private final RulesAsAssured rules;
    private final EvaluationPlan plan;
    private final Source source;
    private final Progress progress;
    private final ScoreBins bins = new ScoreBins();
    private int rulesFailed;
    private boolean isTypicalityKnown = true;

    private Evaluation(Policy policy, RulesAsAssured rules, EvaluationPlan plan, Source source, Progress progress) {
        this.policy = policy;
        this.rules = rules;
        this.plan = plan;
        this.source = source;
        this.progress = progress;
    }

    /**
     * Evaluates.
     *
     * @throws InvalidInput with all that is wrong with the file
     */
    static EvaluationReport of(
            Policy policy, RulesAsAssured rules, EvaluationPlan plan, Source source, Progress progress) {
        return new Evaluation(policy, rules, plan, source, progress).run();
    }

    private EvaluationReport run() {
        var sample = new ArrayList<LabelledCase>();
        long rows = read("read", row -> learn(sample, row));
        if (rows < FEWEST_ROWS) {
            throw new InvalidInput(
                    "",
                    "The file has " + rows + " rows.",
                    "Send at least " + FEWEST_ROWS + ": half of them are needed to train, the others to judge.");
        }
        progress.at("training on", sample.size());
        var model = TrialModel.train(policy, plan.learner(), sample, SEED);
        var trainedOn = ids(sample);
        read("judged", row -> {
            if (!trainedOn.contains(id(row))) {
                judge(model, row);
            }
        });
        var report =
                new EvaluationFindings(policy, rules.version(), plan, bins).report(rows, sample.size(), rulesFailed);
        return EvaluationSentences.of(report, policy.errorBudget().alpha(), isTypicalityKnown);
    }

    /** A row belongs to the half to learn from by its number; of a large half, each row has the same chance to stay. */
    private void learn(List<LabelledCase> sample, Row row) {
        var random = new SplittableRandom(new SplittableRandom(SEED).nextLong() + row.number());
        if (random.nextBoolean()) {
            return;
        }
        var labelled = new LabelledCase(id(row), row.subject(), Objects.requireNonNull(row.label()), 1);
        if (sample.size() < plan.mostTrainedOn()) {
            sample.add(labelled);
        } else {
            // about half of the rows before this one were of this half
            long at = random.nextLong(Math.max(plan.mostTrainedOn(), row.number() / 2));
            if (at < plan.mostTrainedOn()) {
                sample.set((int) at, labelled);
            }
        }
    }

    private static Set<String> ids(List<LabelledCase> sample) {
        var ids = new HashSet<String>();
        sample.forEach(c -> ids.add(c.id()));
        return ids;
    }

    private static String id(Row row) {
        return "%012d".formatted(row.number());
    }

    private void judge(TrialModel model, Row row) {
        var answer = model.predict(row.subject());
        isTypicalityKnown &= answer.typicality() != null;
        boolean wrong = !answer.label().equals(row.label());
        var personWrong = row.person() == null ? null : (Boolean) !row.person().equals(row.label());
        if (isLeftToTheModel(row, answer)) {
            bins.add(answer.confidence(), wrong, personWrong);
        } else {
            bins.keep(wrong, personWrong);
        }
    }

    /** What the rules fail on is a person's. */
    private boolean isLeftToTheModel(Row row, Prediction answer) {
        try {
            return rules.level(row.subject(), answer) == OversightLevel.AUTO_APPROVE;
        } catch (RulesFailed failed) {
            rulesFailed++;
            return false;
        }
    }

    private long read(String step, Consumer<Row> each) {
        try (var in = source.open()) {
            return new CaseFile(policy, Long.MAX_VALUE, plan.personColumn()).readLabelled(in, row -> {
                each.accept(row);
                progress.at(step, row.number());
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
