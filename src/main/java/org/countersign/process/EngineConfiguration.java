package org.countersign.process;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Teaches the engine our history level, and to keep its own doors to our laws. */
@Component
class EngineConfiguration extends AbstractProcessEnginePlugin {

    private final ObjectProvider<Intake> intake;

    EngineConfiguration(ObjectProvider<Intake> intake) {
        this.intake = intake;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        configuration.setCustomHistoryLevels(List.of(new OversightHistory()));
        var interceptors = new ArrayList<CommandInterceptor>();
        if (configuration.getCustomPreCommandInterceptorsTxRequired() != null) {
            interceptors.addAll(configuration.getCustomPreCommandInterceptorsTxRequired());
        }
        interceptors.add(new EngineStarts(intake, configuration::getProcessEngine));
        configuration.setCustomPreCommandInterceptorsTxRequired(interceptors);
    }
}
