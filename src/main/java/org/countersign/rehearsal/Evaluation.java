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
import org.countersign.policy.CaseFile;
import org.countersign.policy.CaseFile.Row;
import org.countersign.policy.Policy;
import org.countersign.prediction.TrialModel;

/**
 * Trains a model on some rows of a use case's own history and judges it on all others. The file is read twice, row by
 * row: what is kept of it is the rows trained on and counts.
 */
public final class Evaluation {

    private static final int FEWEST_ROWS = 100;
    private static final long SEED = 1;

    /** A file that can be read again. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** What is going on, for those who wait. */
    public interface Progress {
        void at(String step, long rows);
    }

    private final Policy policy;
    private final EvaluationPlan plan;
    private final Source source;
    private final Progress progress;

    private Evaluation(Policy policy, EvaluationPlan plan, Source source, Progress progress) {
        this.policy = policy;
        this.plan = plan;
        this.source = source;
        this.progress = progress;
    }

    /**
     * Evaluates.
     *
     * @throws InvalidInput with all that is wrong with the file
     */
    public static EvaluationReport of(Policy policy, EvaluationPlan plan, Source source, Progress progress) {
        return new Evaluation(policy, plan, source, progress).run();
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
        var bins = new ScoreBins();
        var trainedOn = ids(sample);
        int[] person = new int[2];
        read("judged", row -> {
            if (!trainedOn.contains(id(row))) {
                judge(model, bins, row, person);
            }
        });
        var personRight = person[0] == 0 ? null : (Double) ((double) person[1] / person[0]);
        return new EvaluationFindings(policy, plan, bins).report(rows, sample.size(), personRight);
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

    private static void judge(TrialModel model, ScoreBins bins, Row row, int[] person) {
        var answer = model.predict(row.subject());
        boolean wrong = !answer.label().equals(row.label());
        if (row.person() == null) {
            bins.add(answer.confidence(), wrong);
            return;
        }
        boolean personRight = row.person().equals(row.label());
        bins.add(answer.confidence(), wrong, !personRight);
        person[0]++;
        person[1] += personRight ? 1 : 0;
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
