package org.countersign.process;

import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.countersign.assurance.StopSwitch;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Pointer;
import org.countersign.decision.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Stops automatic decisions by a start of the process "stop". Resuming is done at our own doors. */
@Component("stop")
class StopDelegate implements JavaDelegate {

    /** Administrators of the engine have every grant, but not this say. */
    private static final String MAY = "supervisor";

    private static final Set<String> NAMES = Set.of("scope", "reason");

    /** Someone else tried. */
    static class NotTheirs extends Refused {
        NotTheirs() {
            super(403, "Only supervisors stop automatic decisions here.");
        }
    }

    private final StopSwitch stopSwitch;

    StopDelegate(StopSwitch stopSwitch) {
        this.stopSwitch = stopSwitch;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var caller = execution.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (caller == null || !caller.getGroupIds().contains(MAY)) {
            throw new NotTheirs();
        }
        for (var name : execution.getVariableNames()) {
            if (!NAMES.contains(name)) {
                throw new InvalidInput(
                        Pointer.to("/variables", name), "There is no such variable.", "Known are reason, scope.");
            }
        }
        var scope = text(execution, "scope");
        var reason = text(execution, "reason");
        execution.removeVariables(List.copyOf(execution.getVariableNames()));
        if (scope == null) {
            throw new InvalidInput(
                    "/variables/scope", "It is missing.", "Send a use case, use case/segment, or * for all.");
        }
        stopSwitch.turn(scope, true, caller.getUserId(), reason == null ? "" : reason);
    }

    private static @Nullable String text(DelegateExecution execution, String name) {
        var typed = execution.getVariableTyped(name, false);
        return typed != null && typed.getValue() instanceof String text ? text : null;
    }
}
