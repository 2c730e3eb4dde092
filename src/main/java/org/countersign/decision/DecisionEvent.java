package org.countersign.decision;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What happens to a decision. */
public sealed interface DecisionEvent extends Event {

    String decisionId();

    @Override
    default String stream() {
        return decisionId();
    }

    /** A caller asked; {@code idempotencyKey} and digest are kept to recognise a retry. */
    record Received(String decisionId, Actor actor, Instant at, Request request, Versions versions)
            implements DecisionEvent {}

    /** A level was chosen. {@code facts} is null when predicting or assessing failed. */
    record Routed(
            String decisionId,
            Actor actor,
            Instant at,
            String useCase,
            @Nullable Prediction prediction,
            @Nullable Standing standing,
            @Nullable Workload workload,
            Route route)
            implements DecisionEvent {}

    /** A label took effect, finally or provisionally. The trail has the route already; a caller must not see the draw. */
    record TookEffect(
            String decisionId,
            Actor actor,
            Instant at,
            String caller,
            String useCase,
            Outcome outcome,
            @Nullable Instant vetoUntil,
            @JsonIgnore Route route)
            implements DecisionEvent {}

    /** A provisional label became final; {@code lapsed} when nobody said anything, which is no agreement. */
    record Finalised(
            String decisionId,
            Actor actor,
            Instant at,
            String caller,
            String useCase,
            Outcome outcome,
            boolean lapsed,
            @JsonIgnore Route route)
            implements DecisionEvent {}

    /** A provisional label was vetoed and no longer stands. */
    record Reversed(
            String decisionId,
            Actor actor,
            Instant at,
            String caller,
            String useCase,
            Outcome before,
            String reasonCode,
            @Nullable String comment)
            implements DecisionEvent {}

    /** A person's word in a task. */
    record VerdictGiven(
            String decisionId,
            Actor actor,
            Instant at,
            String taskId,
            String stage,
            String verdict,
            @Nullable String label,
            boolean blind,
            @Nullable String reasonCode,
            @Nullable String comment,
            String contentVersion)
            implements DecisionEvent {}

    /**
     * People have labelled the case: what training and certifying learn from.
     *
     * @param judgedAt when the first person judged blind, which may be long before others agreed; null when nobody did
     */
    record Labelled(
            String decisionId,
            Actor actor,
            Instant at,
            String useCase,
            Case subject,
            String label,
            Provenance provenance,
            @Nullable Instant judgedAt)
            implements DecisionEvent {}

    /** A blind check of a decision that took effect unreviewed was answered. */
    record SpotChecked(
            String decisionId,
            Actor actor,
            Instant at,
            String useCase,
            String firstJudgement,
            boolean countsAsBlind,
            boolean wrong)
            implements DecisionEvent {}

    /** What turned out to be right became known. */
    record TruthKnown(String decisionId, Actor actor, Instant at, String useCase, String label)
            implements DecisionEvent {}

    /** A final outcome was changed. */
    record Corrected(
            String decisionId,
            Actor actor,
            Instant at,
            String caller,
            String useCase,
            Outcome before,
            Outcome outcome,
            String cause)
            implements DecisionEvent {}
}
