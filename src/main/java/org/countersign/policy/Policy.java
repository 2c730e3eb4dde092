package org.countersign.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.decision.Case;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * What one use case may do: read from {@code rules/<use-case>/policy.yaml}.
 *
 * @param version sha-256 digest of the policy's text, 64 hex digits
 * @param labelColumn the column of an imported file that holds the label
 * @param ignoredColumns columns of an imported file that are not part of a case
 * @param floor the least strict level that any decision of the use case can have
 * @param assurance what holds while there is no certificate
 * @param segments the fields whose values tell segments apart; each segment has its own certificates, alarm and stop
 */
public record Policy(
        String useCase,
        String title,
        String version,
        List<Label> labels,
        String labelColumn,
        Set<String> ignoredColumns,
        List<Field> fields,
        OversightLevel floor,
        Assurance assurance,
        List<String> segments,
        ErrorBudget errorBudget,
        SpotChecks spotChecks,
        Review review,
        Supervision supervision,
        Learning learning) {

    public Policy {
        labels = List.copyOf(labels);
        ignoredColumns = Set.copyOf(ignoredColumns);
        fields = List.copyOf(fields);
        segments = List.copyOf(segments);
    }

    /** What holds while no certificate covers the model and route. */
    public enum Assurance {
        /** No certificate, no auto-approval. */
        REQUIRED,
        /** A waiver: auto-approval runs without a certificate, and that is recorded and shown. */
        ADVISORY
    }

    /** Whether reviewers judge before they see the model's answer. */
    public enum Blind {
        ALWAYS,
        NEVER
    }

    /**
     * At most {@code alpha} of the auto-approved decisions are wrong, with confidence {@code 1 - delta}; both in 0..1.
     *
     * @param onTheLoop the same for decisions on the loop
     */
    public record ErrorBudget(double alpha, double delta, OnTheLoop onTheLoop) {

        /** At most {@code alpha} of these are wrong, at least the share of auto-approved ones; {@code certified} when they need a certificate, too. */
        public record OnTheLoop(double alpha, boolean certified) {}

        public double alpha(OversightLevel level) {
            return level == OversightLevel.HUMAN_ON_THE_LOOP ? onTheLoop.alpha() : alpha;
        }
    }

    /**
     * How decisions that take effect unreviewed are checked blind.
     *
     * @param rate least probability with which an auto-approved decision is drawn, in 0..1
     * @param onTheLoopRate the same for one on the loop; at least {@code rate}
     * @param reviewFirst so many decisions that a certificate could cover are all reviewed before a stream of labels
     *     certifies anything: what is reviewed whole says most, and one error found by a spot check counts for many
     * @param detect what is to be found out in which time, so that the rate may have to be higher; null when nothing is
     * @param answerWithin time after which a check that nobody answered counts as an error found
     * @param unanswered share of such checks, in 0..1, above which automatic decisions of the segment stop
     * @param warningStops whether the alarm that only warns stops automatic decisions, too
     */
    public record SpotChecks(
            double rate,
            double onTheLoopRate,
            int reviewFirst,
            @Nullable Detect detect,
            Duration answerWithin,
            double unanswered,
            boolean warningStops) {

        /** Find out within this time that the share of errors is {@code factor} times the budget, above 1. */
        public record Detect(double factor, Duration within) {}

        public double rate(OversightLevel level) {
            return switch (level) {
                case AUTO_APPROVE -> rate;
                case HUMAN_ON_THE_LOOP -> onTheLoopRate;
                case HUMAN_IN_THE_LOOP -> 0;
            };
        }
    }

    /**
     * How people review.
     *
     * @param queue the ordinary queue, a Camunda group
     * @param escalation where escalated cases go, a Camunda group
     * @param queues further queues that rules may name
     * @param due time until a task is overdue
     * @param reasonCodes code to its words, in the order shown; one is needed to override
     * @param abstainCategories code to its words, in the order shown; one is needed to abstain
     */
    public record Review(
            Blind blind,
            String queue,
            String escalation,
            Set<String> queues,
            Duration due,
            Map<String, String> reasonCodes,
            Map<String, String> abstainCategories) {

        public Review {
            queues = Set.copyOf(queues);
            reasonCodes = Collections.unmodifiableMap(new LinkedHashMap<>(reasonCodes));
            abstainCategories = Collections.unmodifiableMap(new LinkedHashMap<>(abstainCategories));
        }
    }

    /**
     * When a challenger is trained without anyone asking.
     *
     * @param retrainAfter new examples since the last training; 0: never for that reason
     * @param retrainEvery time since the last training; null: never for that reason
     */
    public record Learning(int retrainAfter, @Nullable Duration retrainEvery) {}

    /** How people watch: the group that can veto, and for how long. */
    public record Supervision(String queue, Duration vetoWindow) {}

    public Optional<Field> field(String name) {
        return fields.stream().filter(f -> f.name().equals(name)).findFirst();
    }

    public Optional<Label> label(String name) {
        return labels.stream().filter(l -> l.name().equals(name)).findFirst();
    }

    public Set<String> labelNames() {
        return labels.stream().map(Label::name).collect(Collectors.toUnmodifiableSet());
    }

    /** The segment of a case, such as {@code purpose=A40}; empty when there are no segments. */
    public String segmentOf(Case subject) {
        return segments.stream()
                .map(name -> name + "=" + subject.fields().getOrDefault(name, ""))
                .collect(Collectors.joining(";"));
    }

    /** All segments that there can be; one, the empty one, when there are no segments. */
    public List<String> segmentNames() {
        var names = List.of("");
        for (var segment : segments) {
            var field = field(segment).orElseThrow();
            var values =
                    Stream.concat(field.values().keySet().stream(), field.required() ? Stream.of() : Stream.of(""));
            var parts = values.map(value -> segment + "=" + value).toList();
            names = names.stream()
                    .flatMap(before -> parts.stream().map(part -> before.isEmpty() ? part : before + ";" + part))
                    .toList();
        }
        return names;
    }

    /** All queues a task of this use case can be in. */
    public Set<String> queueNames() {
        var all = new TreeSet<>(review.queues());
        all.addAll(List.of(review.queue(), review.escalation(), supervision.queue()));
        return all;
    }
}
