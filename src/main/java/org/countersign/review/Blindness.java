package org.countersign.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.countersign.decision.Decision;
import org.countersign.decision.Decisions;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;

/**
 * Who must not learn the model's answer yet (law 11): anyone who could be handed the open blind review of a decision.
 * All of it is withheld, its status too, because that would tell a spot check from a review.
 */
@Component
public class Blindness {

    private static final int STRIDE = 200;

    private final ReviewRows reviews;
    private final Verdicts verdicts;
    private final Policies policies;
    private final Staffing staffing;
    private final Decisions decisions;

    Blindness(ReviewRows reviews, Verdicts verdicts, Policies policies, Staffing staffing, Decisions decisions) {
        this.reviews = reviews;
        this.verdicts = verdicts;
        this.policies = policies;
        this.staffing = staffing;
        this.decisions = decisions;
    }

    /**
     * Of things about decisions, those that the person may see.
     *
     * @param decision the id of the decision that a thing is about
     */
    public <T> List<T> visible(List<T> things, Function<T, String> decision, String person) {
        if (things.isEmpty()) {
            return things;
        }
        var openBlind = reviews.openBlind(things.stream().map(decision).toList());
        return things.stream()
                .filter(thing -> !openBlind.contains(decision.apply(thing))
                        || !couldBeHanded(decisions.find(decision.apply(thing)), person))
                .toList();
    }

    /**
     * Refuses what the person must not see yet.
     *
     * @throws Withheld when the person must not see it
     * @throws org.countersign.decision.DecisionNotFound when there is none
     */
    public void require(String decisionId, String person) {
        if (withholds(decisions.find(decisionId), person)) {
            throw new Withheld();
        }
    }

    public boolean withholds(Decision decision, String person) {
        return visible(List.of(decision), person).isEmpty();
    }

    /**
     * As many of the listed decisions as the filter asks for, without those that the person must not see. A page with a
     * gap would tell that there is one, so reading goes on until it is full.
     */
    public List<Decision> list(Decisions.Filter filter, String person) {
        var page = new ArrayList<Decision>();
        var next = filter;
        while (true) {
            var found = decisions.list(next);
            visible(found, person).stream().limit(filter.limit() - page.size()).forEach(page::add);
            if (page.size() == filter.limit() || found.size() < next.limit()) {
                return page;
            }
            next = filter.after(found.get(found.size() - 1).id(), STRIDE);
        }
    }

    /** Those decisions that the person may see. */
    private List<Decision> visible(List<Decision> decisions, String person) {
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
