package org.countersign.security;

import java.util.AbstractMap;
import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * The beans that an expression in a process model can name: delegates and listeners, and none of the rest of the
 * program. Looked up when named, because the delegates need the engine that is being built.
 */
class DelegateBeans extends AbstractMap<Object, Object> {

    private static final Set<Class<?>> VISIBLE =
            Set.of(JavaDelegate.class, TaskListener.class, ExecutionListener.class);

    private final ApplicationContext context;

    DelegateBeans(ApplicationContext context) {
        this.context = context;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String bean
                && context.containsBean(bean)
                && VISIBLE.stream().anyMatch(type -> context.isTypeMatch(bean, type));
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String bean && containsKey(bean) ? context.getBean(bean) : null;
    }

    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Set.of();
    }
}
