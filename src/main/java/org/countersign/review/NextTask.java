package org.countersign.review;

import java.util.List;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** The variable by which the review diagram chooses its next task. Transient: it never reaches a table or a browser. */
final class NextTask {

    private static final String NAME = "next";

    private NextTask() {}

    static void choose(VariableScope scope, @Nullable Stage stage) {
        scope.setVariable(NAME, Variables.stringValue(stage == null ? "done" : stage.taskKey(), true));
    }

    /**
     * Drops the choices that have been followed, its own and the caller's, before people wait. With a transient
     * variable left over, the engine would store that there are variables, mend that at the first reading, and so let
     * someone who only looks collide with someone who claims.
     */
    static void forget(VariableScope scope) {
        var variables = scope.getVariablesTyped(false);
        for (var name : List.copyOf(variables.keySet())) {
            if (variables.getValueTyped(name).isTransient()) {
                scope.removeVariable(name);
            }
        }
    }
}
