package org.countersign.learning;

/**
 * How a challenger does beside what decided, without effect.
 *
 * @param scored decisions that it judged, too
 * @param agreed of them, where it had the same answer
 * @param failed where it had none
 * @param dropped decisions that it was not asked about, because there were too many at once
 * @param judged decisions that a person labelled since, without seeing an answer first wherever that is so
 * @param correct of these, where the challenger was right
 * @param othersCorrect of these, where the answer that was given was right
 */
public record ChallengerShadow(
        String version,
        long scored,
        long agreed,
        long failed,
        long dropped,
        long judged,
        long correct,
        long othersCorrect) {

    static ChallengerShadow none(String version) {
        return new ChallengerShadow(version, 0, 0, 0, 0, 0, 0, 0);
    }
}
