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
import org.countersign.decision.OversightLevel;

/**
 * What one use case may do: read from {@code rules/<use-case>/policy.yaml}.
 *
 * @param version sha-256 digest of the policy's text, 64 hex digits
 * @param labelColumn the column of an imported file that holds the label
 * @param ignoredColumns columns of an imported file that are not part of a case
 * @param floor the least strict level that any decision of the use case can have
 * @param assurance what holds while there is no certificate
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
        ErrorBudget errorBudget,
        SpotChecks spotChecks,
        Review review,
        Supervision supervision) {

    public Policy {
        labels = List.copyOf(labels);
        ignoredColumns = Set.copyOf(ignoredColumns);
        fields = List.copyOf(fields);
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

    /** At most {@code alpha} of the auto-approved decisions are wrong, with confidence {@code 1 - delta}; both in 0..1. */
    public record ErrorBudget(double alpha, double delta) {}

    /** Probability with which a decision that takes effect unreviewed is drawn for a blind check; both in 0..1. */
    public record SpotChecks(double rate, double onTheLoopRate) {}

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

    /** All queues a task of this use case can be in. */
    public Set<String> queueNames() {
        var all = new TreeSet<>(review.queues());
        all.addAll(List.of(review.queue(), review.escalation(), supervision.queue()));
        return all;
    }
}
