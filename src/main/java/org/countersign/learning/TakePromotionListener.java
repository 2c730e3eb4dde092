package org.countersign.learning;

import java.time.Clock;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.variable.Variables;
import org.countersign.decision.InvalidInput;
import org.countersign.learning.Retraining.State;
import org.countersign.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Takes a model owner's word on a challenger, through whatever door; a refusal rolls everything back. */
@Component("takePromotion")
class TakePromotionListener implements TaskListener {

    static final String VERDICT = "verdict";
    static final String REASON = "reason";
    static final String CONTENT_VERSION = "contentVersion";
    static final String APPROVE = "APPROVE";
    static final String REJECT = "REJECT";

    private static final Set<String> SENT = Set.of(VERDICT, REASON, CONTENT_VERSION);
    private static final int LONGEST = 4000;

    private final PromotionAtHand.Finder finder;
    private final GuardPromotionListener guard;
    private final RetrainingRows rows;
    private final Policies policies;
    private final Clock clock;

    TakePromotionListener(
            PromotionAtHand.Finder finder,
            GuardPromotionListener guard,
            RetrainingRows rows,
            Policies policies,
            Clock clock) {
        this.finder = finder;
        this.guard = guard;
        this.rows = rows;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public void notify(DelegateTask task) {
        var at = finder.find(task);
        var person = Submitted.person(task);
        guard.requireMayDecide(at.retraining(), person);
        var verdict = Submitted.text(task, VERDICT);
        var reason = Submitted.text(task, REASON);
        var contentVersion = Submitted.text(task, CONTENT_VERSION);
        Submitted.forget(task, SENT, Set.of(Retrainings.USE_CASE));
        if (!at.shown().contentVersion().equals(contentVersion)) {
            throw RetrainingRefused.conflict("The word was given on content version " + contentVersion
                    + ", but the task shows " + at.shown().contentVersion() + ": look again.");
        }
        var approved = approved(verdict, reason);
        if (approved) {
            requireSameChampion(at);
        }
        rows.ended(at.retraining().id(), approved ? State.PROMOTED : State.REJECTED, person, reason, clock.instant());
        task.getExecution().setVariable("approval", Variables.stringValue(approved ? "approved" : "rejected", true));
    }

    private static boolean approved(@Nullable String verdict, @Nullable String reason) {
        if (!APPROVE.equals(verdict) && !REJECT.equals(verdict)) {
            throw new InvalidInput("/verdict", "It is no verdict on a challenger.", "Send APPROVE or REJECT.");
        }
        if (REJECT.equals(verdict) && (reason == null || reason.isBlank())) {
            throw new InvalidInput("/reason", "It is missing.", "Say why you reject it.");
        }
        if (reason != null && reason.length() > LONGEST) {
            throw new InvalidInput("/reason", "It is too long.", "Use at most " + LONGEST + " characters.");
        }
        return APPROVE.equals(verdict);
    }

    /** The evidence compares with one champion. */
    private void requireSameChampion(PromotionAtHand at) {
        var comparison = at.card().comparison();
        var compared = comparison == null || comparison.champion() == null
                ? null
                : comparison.champion().model();
        var inForce = policies.inForce(at.retraining().useCase()).model();
        if (compared != null && !compared.equals(inForce)) {
            throw RetrainingRefused.conflict("The challenger was compared with " + compared + ", and in force is "
                    + (inForce == null ? "no model" : inForce) + ": reject it, and train again.");
        }
    }
}
