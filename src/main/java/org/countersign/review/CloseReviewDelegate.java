package org.countersign.review;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Decisions;
import org.springframework.stereotype.Component;

/** Concludes a review with the newest label in it, which is the adjudicator's, or the one both agree on. */
@Component("closeReview")
class CloseReviewDelegate implements JavaDelegate {

    private final ReviewRows reviews;
    private final Verdicts verdicts;
    private final Decisions decisions;

    CloseReviewDelegate(ReviewRows reviews, Verdicts verdicts, Decisions decisions) {
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.decisions = decisions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var review = reviews.get(execution.getProcessInstanceId());
        var given = verdicts.in(review);
        for (var i = given.size() - 1; i >= 0; i--) {
            var label = given.get(i).verdict().label();
            if (label != null) {
                reviews.close(review.id(), label, given.get(i).person(), decisions.now());
                return;
            }
        }
        throw new IllegalStateException("nobody decided in review " + review.id());
    }
}
