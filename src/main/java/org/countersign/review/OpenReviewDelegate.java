package org.countersign.review;

import java.util.Objects;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.decision.Decisions;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy.Blind;
import org.countersign.review.Review.Purpose;
import org.springframework.stereotype.Component;

/** Opens a review. The purpose is known to the ledger only: the process must not tell a spot check from a review. */
@Component("openReview")
class OpenReviewDelegate implements JavaDelegate {

    private final Decisions decisions;
    private final Policies policies;
    private final ReviewRows reviews;
    private final Staffing staffing;
    private final Verdicts verdicts;

    OpenReviewDelegate(
            Decisions decisions, Policies policies, ReviewRows reviews, Staffing staffing, Verdicts verdicts) {
        this.decisions = decisions;
        this.policies = policies;
        this.reviews = reviews;
        this.staffing = staffing;
        this.verdicts = verdicts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var d = decisions.find(execution.getProcessBusinessKey());
        var policy = policies.find(d.useCase(), d.versions().policy());
        var purpose = purpose(execution);
        var wanted =
                Objects.requireNonNullElse(d.routed().queue(), policy.review().queue());
        var queue = staffing.orEscalation(wanted, policy.review().escalation(), verdicts.people(d.id()));
        reviews.insert(new Review(
                execution.getProcessInstanceId(),
                d.id(),
                d.useCase(),
                purpose,
                queue,
                purpose == Purpose.SPOT_CHECK || policy.review().blind() == Blind.ALWAYS,
                purpose == Purpose.REVIEW && d.routed().secondPerson(),
                decisions.now(),
                null,
                null,
                null));
        NextTask.forgetAll(execution.getSuperExecution());
        NextTask.choose(execution, Stage.JUDGE);
    }

    private static Purpose purpose(DelegateExecution execution) {
        var caller = execution.getSuperExecution();
        if (caller == null) {
            throw new IllegalStateException("a review is called by a decision or a spot check");
        }
        var repository = execution.getProcessEngineServices().getRepositoryService();
        var key =
                repository.getProcessDefinition(caller.getProcessDefinitionId()).getKey();
        return key.equals(SpotCheckStarter.PROCESS) ? Purpose.SPOT_CHECK : Purpose.REVIEW;
    }
}
