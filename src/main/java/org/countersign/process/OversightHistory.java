package org.countersign.process;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's history keeps: everything where people are involved, and of the straight-through part of a
 * decision only the process instance, because ledger and trail hold the rest. No variable ever enters it (law 11), and
 * nothing that was typed into a form: what a reviewer is shown lives in task variables, what they say in the ledger.
 */
class OversightHistory implements HistoryLevel {

    /** Stored in the database at first start; must differ from the engine's own 0 to 3. */
    private static final int ID = 40;

    private static final Set<String> STRAIGHT_THROUGH = Set.of(
            "requested",
            "receive",
            "consider",
            "considering",
            "predict",
            "assess",
            "route",
            "considered",
            "level",
            "takeEffect",
            "approved");

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return "oversight";
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        if (entity instanceof VariableInstanceEntity || type == HistoryEventTypes.FORM_PROPERTY_UPDATE) {
            return false;
        }
        if (entity instanceof ExecutionEntity execution && isActivity(type)) {
            return !(STRAIGHT_THROUGH.contains(execution.getActivityId())
                    && execution.getProcessDefinition().getKey().equals(Intake.PROCESS));
        }
        return true;
    }

    private static boolean isActivity(HistoryEventType type) {
        return type == HistoryEventTypes.ACTIVITY_INSTANCE_START
                || type == HistoryEventTypes.ACTIVITY_INSTANCE_END
                || type == HistoryEventTypes.ACTIVITY_INSTANCE_UPDATE
                || type == HistoryEventTypes.ACTIVITY_INSTANCE_MIGRATE;
    }
}
