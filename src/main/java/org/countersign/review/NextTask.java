package org.countersign.review;

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
     * To be called when a task is there, and every gateway before it has chosen. With a transient variable left over,
     * the engine would store that there are variables, mend that at the first reading, and so let two people who only
     * look collide.
     */
    static void forgetAll(VariableScope scope) {
        scope.removeVariables(scope.getVariableNames());
    }
}
