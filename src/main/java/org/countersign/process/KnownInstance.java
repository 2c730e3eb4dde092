package org.countersign.process;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.runtime.ProcessInstanceWithVariables;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** The process instance of a decision that was started before, ended or not, as the engine's doors show a start. */
record KnownInstance(HistoricProcessInstance instance) implements ProcessInstanceWithVariables {

    /** Asks in nobody's name: the callers of a start may not read history, but may know what they started. */
    static KnownInstance find(ProcessEngine engine, String decisionId) {
        var identity = engine.getIdentityService();
        var caller = identity.getCurrentAuthentication();
        identity.clearAuthentication();
        try {
            var instance = engine.getHistoryService()
                    .createHistoricProcessInstanceQuery()
                    .processDefinitionKey(Intake.PROCESS)
                    .processInstanceBusinessKey(decisionId)
                    .singleResult();
            if (instance == null) {
                throw new IllegalStateException("decision " + decisionId + " has no process instance");
            }
            return new KnownInstance(instance);
        } finally {
            identity.setAuthentication(caller);
        }
    }

    @Override
    public String getId() {
        return instance.getId();
    }

    @Override
    public String getProcessInstanceId() {
        return instance.getId();
    }

    @Override
    public String getRootProcessInstanceId() {
        return instance.getRootProcessInstanceId();
    }

    @Override
    public String getProcessDefinitionId() {
        return instance.getProcessDefinitionId();
    }

    @Override
    public String getProcessDefinitionKey() {
        return instance.getProcessDefinitionKey();
    }

    @Override
    public String getBusinessKey() {
        return instance.getBusinessKey();
    }

    @Override
    public @Nullable String getCaseInstanceId() {
        return null;
    }

    @Override
    public @Nullable String getTenantId() {
        return instance.getTenantId();
    }

    @Override
    public boolean isSuspended() {
        return HistoricProcessInstance.STATE_SUSPENDED.equals(instance.getState());
    }

    @Override
    public boolean isEnded() {
        return instance.getEndTime() != null;
    }

    @Override
    public VariableMap getVariables() {
        return Variables.createVariables();
    }
}
