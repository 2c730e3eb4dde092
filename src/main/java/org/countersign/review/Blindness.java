package org.countersign.review;

import org.countersign.decision.Decision;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;

/**
 * Who must not learn the model's answer yet (law 11): anyone who could be handed the open blind review of a decision.
 * All of it is withheld, its status too, because that would tell a spot check from a review.
 */
@Component
public class Blindness {

    private final ReviewRows reviews;
    private final Verdicts verdicts;
    private final Policies policies;
    private final Staffing staffing;

    Blindness(ReviewRows reviews, Verdicts verdicts, Policies policies, Staffing staffing) {
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.policies = policies;
        this.staffing = staffing;
    }

    public boolean withholds(Decision decision, String person) {
        var openBlind = reviews.open(decision.id()).stream().anyMatch(Review::blind);
        if (!openBlind || verdicts.people(decision.id()).contains(person)) {
            return false;
        }
        var review =
                policies.find(decision.useCase(), decision.versions().policy()).review();
        return staffing.isMember(person, review.queue())
                || staffing.isMember(person, review.escalation())
                || review.queues().stream().anyMatch(queue -> staffing.isMember(person, queue));
    }
}
