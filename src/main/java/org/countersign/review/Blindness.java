package org.countersign.review;

import java.util.List;
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
        return visible(List.of(decision), person).isEmpty();
    }

    /** Those decisions that the person may see. */
    public List<Decision> visible(List<Decision> decisions, String person) {
        if (decisions.isEmpty()) {
            return decisions;
        }
        var openBlind = reviews.openBlind(decisions.stream().map(Decision::id).toList());
        return decisions.stream()
                .filter(d -> !openBlind.contains(d.id()) || !couldBeHanded(d, person))
                .toList();
    }

    /** Who has judged the case already gets it no more. */
    private boolean couldBeHanded(Decision decision, String person) {
        if (verdicts.people(decision.id()).contains(person)) {
            return false;
        }
        var review =
                policies.find(decision.useCase(), decision.versions().policy()).review();
        return staffing.isMember(person, review.queue())
                || staffing.isMember(person, review.escalation())
                || review.queues().stream().anyMatch(queue -> staffing.isMember(person, queue));
    }
}
