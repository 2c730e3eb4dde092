package org.countersign.rehearsal;

import static org.countersign.decision.OversightLevel.AUTO_APPROVE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.decision.Facts;
import org.countersign.learning.BlindJudgement;
import org.countersign.rehearsal.BackTestReport.NotReplayed;
import org.countersign.rehearsal.BackTestReport.VersionPair;
import org.countersign.rehearsal.Replay.Replayed;
import org.jspecify.annotations.Nullable;

/** Gathers what a back-test finds, in memory that does not grow with the decisions. */
final class Findings {

    private static final int MOST_CAUSES = 20;

    private final BackTest.Plan plan;
    private final LevelCounts levels = new LevelCounts();
    private final LoadTally load;
    private final ErrorTally errorBefore = new ErrorTally();
    private final ErrorTally errorAfter = new ErrorTally();
    private final List<GroupTally> groups;
    private final Map<String, Long> notReplayed = new TreeMap<>();
    private long decisions;
    private long changed;
    private long otherThanRecorded;
    private long failedBefore;
    private long failedAfter;

    Findings(BackTest.Plan plan) {
        this.plan = plan;
        load = new LoadTally(plan.before(), plan.after());
        groups = GroupTally.of(plan.after().policy());
    }

    void cannotReplay(String cause) {
        decisions++;
        var key = notReplayed.containsKey(cause) || notReplayed.size() < MOST_CAUSES ? cause : "Other faults.";
        notReplayed.merge(key, 1L, Long::sum);
    }

    void add(Recorded recorded, Facts facts, Replayed before, Replayed after, @Nullable BlindJudgement judged) {
        decisions++;
        levels.add(before.level(), after.level());
        failedBefore += before.failed() ? 1 : 0;
        failedAfter += after.failed() ? 1 : 0;
        changed += before.level() == after.level() ? 0 : 1;
        load.add(recorded.at(), before, after);
        groups.forEach(g -> g.add(facts.subject(), before.level(), after.level()));
        error(errorBefore, recorded, facts, before, judged);
        error(errorAfter, recorded, facts, after, judged);
        if (plan.madeUnderBaseline(recorded) && recorded.level() != before.level()) {
            otherThanRecorded++;
        }
    }

    private static void error(
            ErrorTally tally, Recorded recorded, Facts facts, Replayed side, @Nullable BlindJudgement judged) {
        var level = recorded.level();
        if (side.level() != AUTO_APPROVE || level == null) {
            return;
        }
        if (judged == null) {
            tally.add(level);
        } else {
            tally.add(level, !judged.label().equals(facts.prediction().label()), judged.probability());
        }
    }

    BackTestReport report() {
        var causes = new ArrayList<NotReplayed>();
        notReplayed.forEach((cause, n) -> causes.add(new NotReplayed(cause, n)));
        var report = new BackTestReport(
                plan.useCase(),
                versions(plan.before()),
                versions(plan.after()),
                plan.from(),
                plan.to(),
                decisions,
                causes,
                otherThanRecorded,
                failedBefore,
                failedAfter,
                levels.matrix(),
                changed,
                load.load(),
                errorBefore.estimate(),
                errorAfter.estimate(),
                groups.stream().map(GroupTally::effect).toList(),
                List.of());
        return report.saying(Sentences.of(report, plan.after().policy()));
    }

    private static VersionPair versions(Replay side) {
        return new VersionPair(side.policy().version(), side.ruleSet());
    }
}
