package org.countersign.review;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Pointer;
import org.jspecify.annotations.Nullable;

/** What was typed in, taken out of the process again so that it is stored by us alone. */
final class SubmittedVariables {

    private SubmittedVariables() {}

    static VerdictInput take(DelegateTask task) {
        var scope = task.getExecution();
        for (var name : scope.getVariableNames()) {
            if (!VerdictInput.NAMES.contains(name)) {
                throw new InvalidInput(
                        Pointer.to("", name),
                        "A verdict has no such member.",
                        "Known are "
                                + String.join(
                                        ", ",
                                        VerdictInput.NAMES.stream().sorted().toList()) + ".");
            }
        }
        var input = new VerdictInput(
                text(task, "verdict"),
                text(task, "label"),
                text(task, "reasonCode"),
                text(task, "category"),
                text(task, "comment"),
                text(task, "contentVersion"));
        scope.removeVariables(VerdictInput.NAMES);
        return input;
    }

    private static @Nullable String text(DelegateTask task, String name) {
        var value = task.getExecution().getVariable(name);
        if (value != null && !(value instanceof String)) {
            throw new InvalidInput(Pointer.to("", name), "It is not a string.", "Send a string.");
        }
        return (String) value;
    }
}
