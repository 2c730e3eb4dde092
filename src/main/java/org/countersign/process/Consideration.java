package org.countersign.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.decision.Decision;
import org.countersign.decision.Facts;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.TransactionMemory;
import org.countersign.decision.Workload;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What one decision is known to be between {@code receive} and {@code route}: remembered for one
 * transaction, so that nothing of it reaches the engine's tables.
 */
final class Consideration {

    final Decision decision;
    final Policy policy;

    @Nullable
    String fault;

    @Nullable
    Prediction prediction;

    @Nullable
    Standing standing;

    @Nullable
    Workload workload;

    Consideration(Decision decision, Policy policy, @Nullable String fault) {
        this.decision = decision;
        this.policy = policy;
        this.fault = fault;
    }

    void remember() {
        TransactionMemory.remember(decision.id(), this);
    }

    static Consideration of(DelegateExecution execution) {
        var id = execution.getProcessBusinessKey();
        if (id == null) {
            throw new NotReceived();
        }
        return TransactionMemory.recall(id, Consideration.class).orElseThrow(NotReceived::new);
    }

    Prediction predicted() {
        return required(prediction, "prediction");
    }

    Facts facts() {
        return new Facts(
                decision.request().subjectCase(),
                predicted(),
                required(standing, "standing"),
                required(workload, "workload"),
                decision.request().context(),
                decision.request().prediction() == null);
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalStateException("no " + name + " yet");
        }
        return value;
    }
}
