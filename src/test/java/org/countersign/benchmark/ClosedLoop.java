package org.countersign.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.countersign.assurance.ErrorAlarm;
import org.countersign.assurance.FixedSequence;
import org.countersign.assurance.RunLengthAlarm;
import org.countersign.assurance.WealthStream;
import org.countersign.decision.LabelledCase;
import org.countersign.policy.Policy;
import org.countersign.prediction.Learner;
import org.countersign.prediction.TrialModel;
import org.countersign.simulation.Reviewer;
import org.countersign.simulation.SimulatedCase;
import org.countersign.simulation.World;
import org.countersign.simulation.Worlds;
import org.jspecify.annotations.Nullable;

/**
 * The loop in short and in memory: cases drift, checks raise an alarm, people decide everything, a model learns from what
 * they said since, and earns a certificate anew. The whole program's year is {@link SimulatedYear}.
 */
final class ClosedLoop {

    static final double ALPHA = .12;

    private static final double DELTA = .05;
    private static final double CHECKED = .3;
    private static final double RUN_LENGTH = 3000;
    private static final double REVIEWERS_ERR = .03;
    private static final long SEED = 7;
    private static final String APPROVED = "good";
    private static final int KNOWN_AT_FIRST = 1500;
    private static final int LABELS_TO_LEARN_FROM = 800;
    private static final int SCORES_FOR_THRESHOLDS = 100;

    /** Decisions that nobody looked at, and wrong ones among them. */
    record Unseen(int all, int wrong) {

        Unseen plus(boolean isWrong) {
            return new Unseen(all + 1, wrong + (isWrong ? 1 : 0));
        }

        boolean keepsThePromise() {
            return wrong <= ALPHA * all;
        }
    }

    private final World world;
    private final long drift;
    private final boolean seen;
    private final Policy policy = PublicData.policy("credit");
    private final Reviewer person = new Reviewer("person", REVIEWERS_ERR);
    private final Random draws = new Random(SEED);
    private final List<LabelledCase> labels = new ArrayList<>();
    private final List<Double> scores = new ArrayList<>();

    private TrialModel model;
    private @Nullable WealthStream stream;
    private int round = 1;
    private int checks;
    private int errors;
    private RunLengthAlarm slow = RunLengthAlarm.start(ALPHA, RUN_LENGTH);
    private boolean stopped;

    private Unseen before = new Unseen(0, 0);
    private Unseen untilAlarm = new Unseen(0, 0);
    private Unseen after = new Unseen(0, 0);
    private long alarmAt = -1;
    private long regainedAt = -1;

    /** @param seen whether people say what the model said: checks that are not blind */
    ClosedLoop(long drift, boolean seen) {
        this.world = Worlds.forUseCase("credit").driftingFrom(drift);
        this.drift = drift;
        this.seen = seen;
        for (long i = 0; i < KNOWN_AT_FIRST; i++) {
            var made = Worlds.forUseCase("credit").at(SEED + 1, i);
            labels.add(new LabelledCase("known-" + i, made.subject(), made.truth(), 1));
        }
        model = TrialModel.train(policy, Learner.LINEAR, List.copyOf(labels), 1);
    }

    ClosedLoop live(int decisions) {
        for (long i = 0; i < decisions; i++) {
            decide(i, world.at(SEED, i));
        }
        return this;
    }

    private void decide(long at, SimulatedCase made) {
        var answer = model.predict(made.subject());
        if (stopped) {
            learn(at, made);
        } else if (answer.label().equals(APPROVED)) {
            approve(at, made, answer.confidence());
        }
    }

    private void approve(long at, SimulatedCase made, double score) {
        var wrong = !seen && !person.judge(made, world.labels()).equals(APPROVED);
        if (stream == null) {
            gather(score);
        } else if (stream.threshold().filter(t -> score >= t).isEmpty()) {
            stream.add(score, 1, true, wrong);
        } else {
            count(at, !made.truth().equals(APPROVED));
            stream.expectDraws(CHECKED);
            var drawn = draws.nextDouble() < CHECKED;
            stream.add(score, CHECKED, drawn, wrong);
            if (drawn) {
                weigh(at, wrong);
            }
        }
    }

    private void count(long at, boolean wrong) {
        if (alarmAt >= 0) {
            regainedAt = regainedAt < 0 ? at : regainedAt;
            after = after.plus(wrong);
        } else if (at < drift) {
            before = before.plus(wrong);
        } else {
            untilAlarm = untilAlarm.plus(wrong);
        }
    }

    /** Thresholds are chosen before any label is looked at. */
    private void gather(double score) {
        scores.add(score);
        if (scores.size() == SCORES_FOR_THRESHOLDS) {
            var grid = FixedSequence.grid(scores, scores.size(), ALPHA, delta());
            stream = WealthStream.start(ALPHA, delta(), grid);
        }
    }

    private double delta() {
        return DELTA * 6 / (Math.PI * Math.PI * round * round);
    }

    private void weigh(long at, boolean wrong) {
        checks++;
        errors += wrong ? 1 : 0;
        slow = slow.after(wrong);
        if (new ErrorAlarm(ALPHA, delta()).isRaised(errors, checks) || slow.isRaised()) {
            alarmAt = alarmAt < 0 ? at : alarmAt;
            stopped = true;
            labels.clear();
        }
    }

    /** What people said since the alarm; once it is enough, the evidence begins anew with a new model. */
    private void learn(long at, SimulatedCase made) {
        labels.add(new LabelledCase("case-" + at, made.subject(), person.judge(made, world.labels()), 1));
        if (labels.size() == LABELS_TO_LEARN_FROM) {
            model = TrialModel.train(policy, Learner.LINEAR, List.copyOf(labels), 1);
            stopped = false;
            round++;
            stream = null;
            scores.clear();
            checks = 0;
            errors = 0;
            slow = RunLengthAlarm.start(ALPHA, RUN_LENGTH);
        }
    }

    Unseen before() {
        return before;
    }

    Unseen untilAlarm() {
        return untilAlarm;
    }

    Unseen after() {
        return after;
    }

    /** Decisions from the drift to the alarm; negative when none was raised. */
    long delay() {
        return alarmAt < 0 ? -1 : alarmAt - drift;
    }

    boolean isRegained() {
        return regainedAt >= 0;
    }
}
