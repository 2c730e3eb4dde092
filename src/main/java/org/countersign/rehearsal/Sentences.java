package org.countersign.rehearsal;

import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.countersign.rehearsal.GroupEffect.Change;
import org.countersign.rehearsal.GroupEffect.Group;
import org.countersign.rehearsal.GroupEffect.Ratio;
import org.countersign.rehearsal.Load.QueueLoad;

/** Says what a back-test found, in plain words. */
final class Sentences {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final BackTestReport report;
    private final Policy policy;
    private final List<String> said = new ArrayList<>();

    private Sentences(BackTestReport report, Policy policy) {
        this.report = report;
        this.policy = policy;
    }

    /** @param policy that of the candidate */
    static List<String> of(BackTestReport report, Policy policy) {
        var sentences = new Sentences(report, policy);
        sentences.replayed();
        sentences.certificates();
        sentences.levels();
        sentences.load();
        sentences.error("under the rules in force", report.errorBefore());
        sentences.error("under the candidate", report.errorAfter());
        report.groups().forEach(sentences::groups);
        return sentences.said;
    }

    private void replayed() {
        say(
                "%,d of %,d decisions from %s to %s (UTC) were replayed.",
                report.levels().total(), report.decisions(), TIME.format(report.from()), TIME.format(report.to()));
        report.notReplayed()
                .forEach(n ->
                        say("%,d could not be replayed, so nothing is said of them: %s", n.decisions(), n.cause()));
        failed("The rules in force", report.failedBefore());
        failed("The candidate's rules", report.failedAfter());
        if (report.otherThanRecorded() > 0) {
            say(
                    "%,d decisions made under the rules in force came out otherwise than recorded: look into this first.",
                    report.otherThanRecorded());
        }
    }

    private void failed(String whose, long decisions) {
        if (decisions > 0) {
            say("%s fail on %,d decisions; these count as decided by a person.", whose, decisions);
        }
    }

    /** A certificate is of one policy and one rule set; the replay has the standing that each decision had. */
    private void certificates() {
        if (policy.assurance() == Policy.Assurance.REQUIRED
                && !report.candidate().equals(report.baseline())) {
            say(
                    "The policy requires certificates, and publishing this voids those there are: until new ones are computed,"
                            + " what is auto-approved here goes to a person.");
        }
    }

    private void levels() {
        var levels = report.levels();
        say(
                "%,d would go another way (%s): %,d to a stricter level, %,d to a less strict one.",
                report.changed(), percent(report.changed(), levels.total()), levels.stricter(), levels.lessStrict());
        level("Auto-approved", AUTO_APPROVE);
        level("On the loop", HUMAN_ON_THE_LOOP);
        level("Decided by a person", HUMAN_IN_THE_LOOP);
    }

    private void level(String words, OversightLevel level) {
        var levels = report.levels();
        say(
                "%s: %,d before (%s), %,d after (%s).",
                words,
                levels.before(level),
                percent(levels.before(level), levels.total()),
                levels.after(level),
                percent(levels.after(level), levels.total()));
    }

    private void load() {
        var load = report.load();
        for (QueueLoad q : load.queues()) {
            say(
                    "Queue %s: %.1f a day before, %.1f after; on its busiest day %,d before, %,d after.",
                    q.queue(), load.perDay(q.before()), load.perDay(q.after()), q.busiestBefore(), q.busiestAfter());
        }
        say(
                "Blind spot checks to be expected: %.1f a day before, %.1f after.",
                load.spotChecksBefore(), load.spotChecksAfter());
    }

    private void error(String where, ErrorEstimate e) {
        if (e.error() == null || e.low() == null || e.high() == null) {
            say("The error among auto-approved decisions %s %s.", where, Objects.toString(e.cannot()));
        } else {
            say(
                    "Expected error among auto-approved decisions %s: %s (95 %% interval %s to %s, n = %,d blind judgements;"
                            + " the budget is %s).",
                    where,
                    percent(e.error()),
                    percent(e.low()),
                    percent(e.high()),
                    e.labels(),
                    percent(policy.errorBudget().alpha()));
        }
    }

    private void groups(GroupEffect effect) {
        for (var group : effect.groups()) {
            say(
                    "%s, %s (%,d decisions): auto-approved %s before, %s after%s; decided by a person %s before, %s after.",
                    effect.title(),
                    group.name(),
                    group.decisions(),
                    percent(group.automatic().before()),
                    percent(group.automatic().after()),
                    compared(effect, group),
                    percent(group.people().before()),
                    percent(group.people().after()));
        }
    }

    private static String compared(GroupEffect effect, Group group) {
        if (group.name().equals(effect.reference())) {
            return " (the others are compared with this group)";
        }
        Change c = group.automatic();
        return ", relative to \"%s\" %s before, %s after"
                .formatted(effect.reference(), ratio(c.ratioBefore()), ratio(c.ratioAfter()));
    }

    private static String ratio(Ratio r) {
        return r.value() == null || r.low() == null || r.high() == null
                ? Objects.toString(r.note())
                : format("%.2f (%.2f to %.2f)", r.value(), r.low(), r.high());
    }

    private static String percent(long part, long whole) {
        return whole == 0 ? "none" : percent((double) part / whole);
    }

    private static String percent(double share) {
        return format("%.1f %%", share * 100);
    }

    private void say(String sentence, Object... words) {
        said.add(format(sentence, words));
    }

    private static String format(String sentence, Object... words) {
        return String.format(Locale.ROOT, sentence, words);
    }
}
