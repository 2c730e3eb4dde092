package org.countersign.learning;

import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Pointer;
import org.jspecify.annotations.Nullable;

/** What was typed into a task's form, and who did, as the engine says. */
final class Submitted {

    private Submitted() {}

    /** Its assignee, who is signed in. */
    static String person(DelegateTask task) {
        var who = task.getProcessEngineServices().getIdentityService().getCurrentAuthentication();
        if (who == null || who.getUserId() == null) {
            throw RetrainingRefused.notYours("Only a person who is signed in can complete a task.");
        }
        if (!who.getUserId().equals(task.getAssignee())) {
            throw RetrainingRefused.notYours("Claim the task first: its assignee is " + task.getAssignee() + ".");
        }
        return who.getUserId();
    }

    static @Nullable String text(DelegateTask task, String name) {
        var value = task.getExecution().getVariable(name);
        if (value != null && !(value instanceof String)) {
            throw new InvalidInput(Pointer.to("", name), "It is not a string.", "Send a string.");
        }
        return (String) value;
    }

    /** Takes it out of the process again; what no form has is refused. */
    static void forget(DelegateTask task, Set<String> sent, Set<String> standing) {
        for (var name : task.getExecution().getVariableNames()) {
            if (!sent.contains(name) && !standing.contains(name)) {
                throw new InvalidInput(
                        Pointer.to("", name),
                        "There is no such member.",
                        "Known are " + String.join(", ", sent.stream().sorted().toList()) + ".");
            }
        }
        task.getExecution().removeVariables(sent);
    }
}
