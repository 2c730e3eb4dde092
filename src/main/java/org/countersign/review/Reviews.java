package org.countersign.review;

import java.time.Instant;
import java.util.List;
import org.countersign.decision.Actor;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionEvent.Labelled;
import org.countersign.decision.Decisions;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.review.Review.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What reviews came to. */
@Component
public class Reviews {

    /** The first label given in a review; {@code blind} if we can vouch that the answer was unknown. */
    record FirstJudgement(String label, String person, boolean blind, Instant at) {}

    private final ReviewRows rows;
    private final Verdicts verdicts;
    private final Decisions decisions;

    Reviews(ReviewRows rows, Verdicts verdicts, Decisions decisions) {
        this.rows = rows;
        this.verdicts = verdicts;
        this.decisions = decisions;
    }

    /** The conclusion of the newest review of a decision. */
    public Conclusion conclusion(String decisionId) {
        var review = latest(decisionId);
        if (review.label() == null || review.person() == null) {
            throw new IllegalStateException("review " + review.id() + " has no conclusion");
        }
        return new Conclusion(review.label(), review.person());
    }

    FirstJudgement firstJudgement(String decisionId) {
        return labels(latest(decisionId)).stream()
                .map(g -> new FirstJudgement(labelOf(g), g.person(), g.blind(), g.at()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nobody judged decision " + decisionId));
    }

    /** Publishes what people labelled, with all that weighing it takes. */
    public void recordFeedback(String decisionId) {
        var d = decisions.find(decisionId);
        var review = latest(decisionId);
        var conclusion = conclusion(decisionId);
        var first = firstJudgement(decisionId);
        var isSpotCheck = review.purpose() == Purpose.SPOT_CHECK;
        decisions.noted(new Labelled(
                d.id(),
                Actor.person(conclusion.person()),
                decisions.now(),
                d.useCase(),
                d.request().subjectCase(),
                conclusion.label(),
                new Provenance(
                        isSpotCheck ? How.SPOT_CHECK : how(labels(review)),
                        conclusion.person(),
                        first.blind() ? first.label() : null,
                        probability(d, isSpotCheck)),
                first.blind() ? first.at() : null));
    }

    /** What a supervisor vetoed, or an alarm put in doubt, was picked; with what probability, nobody knows. */
    private static @Nullable Double probability(Decision d, boolean isSpotCheck) {
        if (isSpotCheck) {
            return d.routed().drawn() ? d.routed().spotCheckProbability() : null;
        }
        return d.routed().level() == OversightLevel.HUMAN_IN_THE_LOOP ? 1.0 : null;
    }

    private static How how(List<GivenVerdict> labels) {
        // whoever adjudicates may have looked again
        if (labels.stream().anyMatch(g -> g.stage() == Stage.ADJUDICATE)) {
            return How.ADJUDICATED;
        }
        return labels.get(labels.size() - 1).stage() == Stage.SECOND_OPINION ? How.DOUBLE : How.REVIEW;
    }

    private List<GivenVerdict> labels(Review review) {
        return verdicts.in(review).stream()
                .filter(g -> g.verdict().givesLabel())
                .toList();
    }

    private static String labelOf(GivenVerdict given) {
        var label = given.verdict().label();
        if (label == null) {
            throw new IllegalStateException("verdict in task " + given.taskId() + " gives no label");
        }
        return label;
    }

    private Review latest(String decisionId) {
        return rows.latestClosed(decisionId)
                .orElseThrow(() -> new IllegalStateException("no closed review of decision " + decisionId));
    }
}
