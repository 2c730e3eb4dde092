package org.countersign.review;

import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.variable.Variables;
import org.jspecify.annotations.Nullable;

/** The variable by which the review diagram chooses its next task. Transient: it never reaches a table or a browser. */
final class NextTask {

    private NextTask() {}

    static void choose(VariableScope scope, @Nullable Stage stage) {
        scope.setVariable("next", Variables.stringValue(stage == null ? "done" : stage.taskKey(), true));
    }
}
