package org.countersign.learning;

import org.countersign.prediction.Learner;
import org.jspecify.annotations.Nullable;

/**
 * One way to train that took part in a contest, and how it did on examples that it had not learned from.
 *
 * @param weighted whether rarely chosen examples counted more in training
 * @param earlier what examples from before the last change counted for, beside the later ones, in 0..1; null when no
 *     change was known
 * @param n how many examples it was judged on
 * @param logLoss mean negative log of the probability given to the right label, in nats, weighted; null when it failed
 * @param accuracy in 0..1, weighted; null when it failed
 * @param won whether the challenger was trained in this way
 * @param failure why it could not be judged; null unless it failed
 */
public record Entrant(
        Learner learner,
        boolean weighted,
        @Nullable Double earlier,
        int n,
        @Nullable Double logLoss,
        @Nullable Double accuracy,
        boolean won,
        @Nullable String failure) {

    Entrant winning() {
        return new Entrant(learner, weighted, earlier, n, logLoss, accuracy, true, failure);
    }
}
