package org.countersign.review;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.decision.Decision;
import org.countersign.decision.Decisions;
import org.countersign.decision.Route;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What the ledger knows of a task.
 *
 * @param review null for supervision
 * @param excluded people who may not do this task: everyone who has had a say already, except that one looks again at
 *     one's own judgement
 */
record TaskAtHand(
        Stage stage,
        Decision decision,
        Policy policy,
        @Nullable Review review,
        List<GivenVerdict> given,
        Set<String> excluded) {

    String queue() {
        return review == null ? policy.supervision().queue() : review.queue();
    }

    boolean answerHidden() {
        return stage.isJudgement() && review != null && review.blind();
    }

    /** What a rule asked for; in a blind task the ordinary one, since urgency would hint at the answer. */
    int priority() {
        return answerHidden() || stage == Stage.SUPERVISE
                ? Route.ORDINARY_PRIORITY
                : decision.routed().priority();
    }

    @Nullable
    String predicted() {
        return decision.prediction() == null ? null : decision.prediction().label();
    }

    /** Verdicts of this review, oldest first. */
    List<GivenVerdict> givenHere() {
        return review == null
                ? List.of()
                : given.stream().filter(g -> review.id().equals(g.reviewId())).toList();
    }

    @Component
    static class Finder {

        private final Decisions decisions;
        private final Policies policies;
        private final ReviewRows reviews;
        private final Verdicts verdicts;

        Finder(Decisions decisions, Policies policies, ReviewRows reviews, Verdicts verdicts) {
            this.decisions = decisions;
            this.policies = policies;
            this.reviews = reviews;
            this.verdicts = verdicts;
        }

        TaskAtHand find(DelegateTask task) {
            var stage = Stage.of(task.getTaskDefinitionKey());
            var decision = decisions.find(task.getExecution().getProcessBusinessKey());
            var policy = policies.find(decision.useCase(), decision.versions().policy());
            var review = stage == Stage.SUPERVISE ? null : reviews.get(task.getProcessInstanceId());
            var excluded = stage == Stage.RECONSIDER ? Set.<String>of() : verdicts.people(decision.id());
            return new TaskAtHand(stage, decision, policy, review, verdicts.on(decision.id()), excluded);
        }
    }
}
