package org.countersign.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a use case as a whole. */
public sealed interface UseCaseEvent extends Event {

    String useCase();

    @Override
    default String stream() {
        return "use-case:" + useCase();
    }

    /** A policy and rule set came into force; {@code waiver} when auto-approval runs without a certificate. */
    record PutInForce(String useCase, Actor actor, Instant at, String policy, String ruleSet, boolean waiver)
            implements UseCaseEvent {}

    /** Labelled examples were imported. */
    record ExamplesImported(String useCase, Actor actor, Instant at, int count, String digest)
            implements UseCaseEvent {}

    /** Cases without labels were taken, to ask people about. */
    record CasesTaken(String useCase, Actor actor, Instant at, int count, String digest) implements UseCaseEvent {}

    /** People were asked for the labels of some of them. */
    record LabelsAsked(String useCase, Actor actor, Instant at, int round, int size) implements UseCaseEvent {}

    /** A person labelled one, or could not; one of label and category is there. */
    record CaseLabelled(
            String useCase,
            Actor actor,
            Instant at,
            String caseId,
            @Nullable String label,
            @Nullable String category) implements UseCaseEvent {}

    /** Nobody is asked any more. */
    record LabellingEnded(String useCase, Actor actor, Instant at, int cases) implements UseCaseEvent {}

    /** A challenger was trained. */
    record ModelTrained(String useCase, Actor actor, Instant at, String model, int examples, String digest)
            implements UseCaseEvent {}

    /** A challenger was trained elsewhere and brought; {@code examples} of ours tell how sure it may be. */
    record ModelBrought(String useCase, Actor actor, Instant at, String model, int examples, String digest)
            implements UseCaseEvent {}

    /** A challenger became the champion. */
    record ModelPromoted(
            String useCase,
            Actor actor,
            Instant at,
            String model,
            @Nullable String before) implements UseCaseEvent {}

    /** The stop switch was turned; for one segment when one is named. */
    record StopSwitched(
            String useCase,
            Actor actor,
            Instant at,
            boolean stopped,
            String reason,
            @Nullable String segment) implements UseCaseEvent {}

    /** A draft of rules or policy was saved. */
    record DraftSaved(String useCase, Actor actor, Instant at, String kind, String draft, String version)
            implements UseCaseEvent {}

    /** A draft was thrown away. */
    record DraftDropped(String useCase, Actor actor, Instant at, String kind, String draft) implements UseCaseEvent {}

    /** A version was put up for publication. */
    record Proposed(
            String useCase,
            Actor actor,
            Instant at,
            String kind,
            String version,
            String base,
            @Nullable String backTest,
            String note)
            implements UseCaseEvent {}

    /** A version came into force. */
    record Published(String useCase, Actor actor, Instant at, String kind, String version, String before)
            implements UseCaseEvent {}

    /** A proposal was turned down. */
    record TurnedDown(String useCase, Actor actor, Instant at, String kind, String version, String why)
            implements UseCaseEvent {}

    /** A version began to run beside the live one, without effect. */
    record ShadowStarted(String useCase, Actor actor, Instant at, String policy, String ruleSet)
            implements UseCaseEvent {}

    /** It no longer does. */
    record ShadowStopped(String useCase, Actor actor, Instant at, String policy, String ruleSet)
            implements UseCaseEvent {}

    /** A certificate was issued: from {@code threshold} on, the cell's decisions keep the promise. */
    record Certified(
            String useCase,
            Actor actor,
            Instant at,
            String certificate,
            String model,
            OversightLevel level,
            String segment,
            String label,
            String method,
            double threshold,
            String digest)
            implements UseCaseEvent {}

    /** Certificates no longer hold: those of the model and segment, or of all where none is named. */
    record CertificatesVoided(
            String useCase,
            Actor actor,
            Instant at,
            @Nullable String model,
            @Nullable String segment,
            int count,
            String state,
            String why)
            implements UseCaseEvent {}

    /** Blind checks say that a promise has broken, may have, or is no longer watched. */
    record Alarmed(
            String useCase,
            Actor actor,
            Instant at,
            String alarm,
            String kind,
            @Nullable String model,
            OversightLevel level,
            String segment,
            int wrong,
            int checks,
            String why)
            implements UseCaseEvent {}

    /** A warning was looked into and lifted. */
    record WarningLifted(String useCase, Actor actor, Instant at, String alarm, String segment, String why)
            implements UseCaseEvent {}

    /** Decisions that an alarm put in doubt are reviewed again. */
    record ReReviewsStarted(String useCase, Actor actor, Instant at, String alarm, int count) implements UseCaseEvent {}

    /** The newest decisions of a model differ from its first ones in these features. */
    record Drifted(String useCase, Actor actor, Instant at, String model, List<String> features, String why)
            implements UseCaseEvent {}
}
