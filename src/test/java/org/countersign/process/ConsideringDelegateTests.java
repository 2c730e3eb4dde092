package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Map;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.countersign.TestPolicies;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionStatus;
import org.countersign.decision.Request;
import org.countersign.decision.Versions;
import org.countersign.prediction.Models;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class ConsideringDelegateTests {

    private final Models models = mock(Models.class);
    private final DelegateExecution execution = mock(DelegateExecution.class);
    private final Consideration consideration = new Consideration(decision(), TestPolicies.credit(), null);

    @BeforeEach
    void receive() {
        TransactionSynchronizationManager.initSynchronization();
        consideration.remember();
        when(execution.getProcessBusinessKey()).thenReturn("d-1");
        when(execution.getCurrentActivityId()).thenReturn("predict");
    }

    @AfterEach
    void forget() {
        TransactionSynchronizationManager.getSynchronizations().forEach(s -> s.afterCompletion(0));
        TransactionSynchronizationManager.clearSynchronization();
    }

    @Test
    void anErrorInAModelsCodeMeansAPerson() {
        for (var error : new Error[] {new AssertionError("secret"), new StackOverflowError(), new LinkageError()}) {
            consideration.fault = null;
            doThrow(error).when(models).predict(any(), any(), any());

            assertThatThrownBy(() -> new PredictDelegate(models).execute(execution))
                    .isInstanceOf(BpmnError.class);
            assertThat(consideration.fault).startsWith("predict failed: ").doesNotContain("secret");
        }
    }

    /** What the machine lacks, the rest of this transaction lacks, too. */
    @Test
    void leavesAnErrorOfTheMachineToAFreshTransaction() {
        when(models.predict(any(), any(), any())).thenThrow(new OutOfMemoryError("planted"));

        assertThatThrownBy(() -> new PredictDelegate(models).execute(execution)).isInstanceOf(OutOfMemoryError.class);
        assertThat(consideration.fault).isNull();
    }

    private static Decision decision() {
        return new Decision(
                "d-1",
                new Request("credit", null, new Case(Map.of()), null, new Context(null, null, Instant.EPOCH)),
                new Decision.Origin("integrator", null, "digest"),
                new Versions("policy-1", "rules-1", "credit-1"),
                null,
                null,
                DecisionStatus.AWAITING_REVIEW,
                null,
                null,
                Instant.EPOCH);
    }
}
