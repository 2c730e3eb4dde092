package org.countersign.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OversightHistoryTests {

    private final OversightHistory history = new OversightHistory();

    @ParameterizedTest
    @EnumSource(HistoryEventTypes.class)
    void keepsNoVariableEver(HistoryEventTypes type) {
        assertThat(history.isHistoryEventProduced(type, mock(VariableInstanceEntity.class)))
                .isFalse();
    }

    @Test
    void keepsNothingThatWasTypedIntoAForm() {
        assertThat(history.isHistoryEventProduced(HistoryEventTypes.FORM_PROPERTY_UPDATE, mock(TaskEntity.class)))
                .isFalse();
    }

    @Test
    void keepsNoStepOfTheStraightThroughPart() {
        for (var step : new String[] {"requested", "receive", "predict", "route", "takeEffect", "approved"}) {
            assertThat(history.isHistoryEventProduced(
                            HistoryEventTypes.ACTIVITY_INSTANCE_START, execution("decision", step)))
                    .as(step)
                    .isFalse();
        }
    }

    @Test
    void keepsEveryStepWherePeopleAreInvolved() {
        for (var step : new String[] {"supervise", "review", "takeEffectReviewed", "routeFault", "finalise"}) {
            assertThat(history.isHistoryEventProduced(
                            HistoryEventTypes.ACTIVITY_INSTANCE_START, execution("decision", step)))
                    .as(step)
                    .isTrue();
        }
        assertThat(history.isHistoryEventProduced(
                        HistoryEventTypes.ACTIVITY_INSTANCE_END, execution("another", "route")))
                .isTrue();
        assertThat(history.isHistoryEventProduced(HistoryEventTypes.TASK_INSTANCE_COMPLETE, mock(TaskEntity.class)))
                .isTrue();
    }

    @Test
    void keepsTheProcessInstanceItself() {
        assertThat(history.isHistoryEventProduced(
                        HistoryEventTypes.PROCESS_INSTANCE_START, execution("decision", "requested")))
                .isTrue();
        assertThat(history.isHistoryEventProduced(HistoryEventTypes.ACTIVITY_INSTANCE_START, null))
                .isTrue();
    }

    @Test
    void isNoneOfTheEnginesOwnLevels() {
        assertThat(Stream.of(
                                HistoryLevel.HISTORY_LEVEL_NONE,
                                HistoryLevel.HISTORY_LEVEL_ACTIVITY,
                                HistoryLevel.HISTORY_LEVEL_AUDIT,
                                HistoryLevel.HISTORY_LEVEL_FULL)
                        .map(HistoryLevel::getId))
                .doesNotContain(history.getId());
    }

    private static ExecutionEntity execution(String process, String activity) {
        var definition = mock(ProcessDefinitionEntity.class);
        when(definition.getKey()).thenReturn(process);
        var execution = mock(ExecutionEntity.class);
        when(execution.getProcessDefinition()).thenReturn(definition);
        when(execution.getActivityId()).thenReturn(activity);
        return execution;
    }
}
