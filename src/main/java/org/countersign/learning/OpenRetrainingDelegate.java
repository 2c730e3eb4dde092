package org.countersign.learning;

import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.variable.Variables;
import org.countersign.learning.Retraining.Cause;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;

/** Opens a retraining and its training run, unless one is under way. */
@Component("openRetraining")
class OpenRetrainingDelegate implements JavaDelegate {

    private static final String OPENING = "opening";

    private final RetrainingRows rows;
    private final TrainingRunRows runs;
    private final Policies policies;
    private final Clock clock;

    OpenRetrainingDelegate(RetrainingRows rows, TrainingRunRows runs, Policies policies, Clock clock) {
        this.rows = rows;
        this.runs = runs;
        this.policies = policies;
        this.clock = clock;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var useCase = text(execution, Retrainings.USE_CASE);
        var opens = opens(useCase);
        if (opens) {
            var id = execution.getProcessBusinessKey();
            var by = text(execution, Retrainings.BY);
            var now = clock.instant();
            runs.insert(TrainingRun.queued(id, useCase, null, by, now));
            rows.insert(Retraining.opened(
                    id,
                    useCase,
                    Cause.valueOf(text(execution, Retrainings.CAUSE)),
                    text(execution, Retrainings.WHY),
                    by,
                    now));
        }
        execution.removeVariables(List.of(Retrainings.CAUSE, Retrainings.WHY, Retrainings.BY));
        execution.setVariable(OPENING, Variables.stringValue(opens ? "open" : "busy", true));
    }

    private boolean opens(String useCase) {
        rows.endFailed(useCase, clock.instant());
        return policies.all().stream().anyMatch(u -> u.useCase().equals(useCase))
                && rows.underWay(useCase).isEmpty();
    }

    private static String text(DelegateExecution execution, String name) {
        return String.valueOf(execution.getVariable(name));
    }
}
