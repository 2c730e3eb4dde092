package org.countersign.process;

import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * A step that may fail, in which case a person decides (law 1). A failing database or machine is not caught: its
 * transaction is lost, and {@link Intake} opens a fresh one.
 */
abstract class ConsideringDelegate implements JavaDelegate {

    static final String FAULT = "fault";

    private static final Logger LOG = LoggerFactory.getLogger(ConsideringDelegate.class);

    abstract void consider(Consideration consideration, DelegateExecution execution);

    @Override
    public final void execute(DelegateExecution execution) {
        var consideration = Consideration.of(execution);
        if (consideration.fault != null) {
            throw new BpmnError(FAULT);
        }
        try {
            consider(consideration, execution);
        } catch (DataAccessException | TransactionException lost) {
            throw lost;
        } catch (NoModel known) {
            LOG.warn("Decision {}: {}, so a person decides", consideration.decision.id(), known.getMessage());
            throw fault(consideration, execution, known);
        } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
            var step = execution.getCurrentActivityId();
            LOG.warn("{} failed for decision {}: a person decides", step, consideration.decision.id(), e);
            throw fault(consideration, execution, e);
        }
    }

    private static BpmnError fault(Consideration consideration, DelegateExecution execution, Throwable e) {
        consideration.fault = Faults.reason(execution.getCurrentActivityId(), e);
        return new BpmnError(FAULT, e);
    }
}
