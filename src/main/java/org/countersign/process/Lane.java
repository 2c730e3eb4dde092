package org.countersign.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.variable.Variables;
import org.countersign.decision.OversightLevel;

/** The variables by which the diagram's gateways choose. Transient: what persists is the ledger's route. */
final class Lane {

    private Lane() {}

    static void choose(DelegateExecution execution, OversightLevel level) {
        execution.setVariable("level", Variables.stringValue(level.name(), true));
    }
}
