package org.countersign.security;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** How the engine itself is kept safe: its expressions, its refusals, and that it starts on a finished schema. */
@Configuration(proxyBeanMethods = false)
class EngineSafety {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ProcessEnginePlugin guardedEngine(ApplicationContext context) {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setExpressionManager(new GuardedExpressions(context));
                engine.setCustomPreCommandInterceptorsTxRequired(List.of(new RefusalMark()));
                engine.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new RefusalMark()));
            }
        };
    }

    @Bean
    static BeanFactoryPostProcessor engineAfterLiquibase() {
        return beans -> {
            for (String name : beans.getBeanNamesForType(ProcessEngineFactoryBean.class, true, false)) {
                beans.getBeanDefinition(name.startsWith("&") ? name.substring(1) : name)
                        .setDependsOn("liquibase");
            }
        };
    }
}
