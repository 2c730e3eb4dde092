package org.countersign.review;

import java.util.List;
import org.countersign.review.Verdict.Kind;
import org.jspecify.annotations.Nullable;

/** Decides which task follows a verdict. */
final class NextStage {

    private NextStage() {}

    /**
     * The stage that follows, or null when the review is done.
     *
     * @param predicted the model's label; null when there is none
     * @param given all verdicts of this review, the newest last
     */
    static @Nullable Stage after(
            Stage stage, boolean blind, boolean secondPerson, @Nullable String predicted, List<GivenVerdict> given) {
        var verdict = given.get(given.size() - 1).verdict();
        if (verdict.kind() == Kind.ABSTAIN) {
            return stage;
        }
        if (verdict.kind() == Kind.ESCALATE) {
            return stage != Stage.RECONSIDER ? stage : adjudicated(given) ? Stage.ADJUDICATE : Stage.JUDGE;
        }
        var hasToLookAgain = blind && predicted != null && !predicted.equals(verdict.label());
        return switch (stage) {
            case JUDGE -> hasToLookAgain ? Stage.RECONSIDER : afterFirst(secondPerson);
            case RECONSIDER -> adjudicated(given) ? null : afterFirst(secondPerson);
            case SECOND_OPINION -> agrees(given) ? null : Stage.ADJUDICATE;
            case ADJUDICATE -> hasToLookAgain ? Stage.RECONSIDER : null;
            case SUPERVISE -> throw new IllegalStateException("supervision is no part of a review");
        };
    }

    private static @Nullable Stage afterFirst(boolean secondPerson) {
        return secondPerson ? Stage.SECOND_OPINION : null;
    }

    private static boolean adjudicated(List<GivenVerdict> given) {
        return given.stream().anyMatch(g -> g.stage() == Stage.ADJUDICATE);
    }

    private static boolean agrees(List<GivenVerdict> given) {
        var labels = given.stream()
                .filter(g -> g.stage() == Stage.JUDGE || g.stage() == Stage.RECONSIDER)
                .map(g -> g.verdict().label())
                .filter(l -> l != null)
                .toList();
        var second = given.get(given.size() - 1).verdict().label();
        return !labels.isEmpty() && labels.get(labels.size() - 1).equals(second);
    }
}
