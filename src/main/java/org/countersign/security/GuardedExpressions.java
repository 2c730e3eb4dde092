package org.countersign.security;

import java.util.regex.Pattern;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.delegate.BaseDelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpression;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.countersign.decision.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/**
 * Lets a query hold no expression but the few that filters need. Camunda 7.24 evaluates what any signed-in user writes
 * into a query's {@code orQueries} with full reflection (CVE-2026-109432). An expression of a query is known by its
 * having no scope; those of a process model have one.
 */
class GuardedExpressions extends SpringExpressionManager {

    private static final String TIME = "dateTime\\(\\)"
            + "(\\.(plus|minus)(Minutes|Hours|Days|Weeks|Months)\\(\\d{1,4}\\))*(\\.withTimeAtStartOfDay\\(\\))?";

    private static final Pattern SAFE =
            Pattern.compile("\\$\\{\\s*(currentUser\\(\\)|currentUserGroups\\(\\)|now\\(\\)|" + TIME + ")\\s*}");

    private static final Pattern LISTENER = Pattern.compile("\\$\\{(?<bean>\\w+)}");

    private final DelegateBeans delegates;

    GuardedExpressions(ApplicationContext context) {
        this(context, new DelegateBeans(context));
    }

    private GuardedExpressions(ApplicationContext context, DelegateBeans delegates) {
        super(context, delegates);
        this.delegates = delegates;
    }

    @Override
    public Expression createExpression(String text) {
        return new JuelExpression(createValueExpression(text), this, text) {
            @Override
            public Object getValue(@Nullable VariableScope scope, @Nullable BaseDelegateExecution execution) {
                if (scope == null && !SAFE.matcher(text).matches()) {
                    throw refusal(text);
                }
                return super.getValue(scope, execution);
            }
        };
    }

    /** A listener has no scope either when its task was completed by someone else while the engine was reading it. */
    private RuntimeException refusal(String text) {
        var listener = LISTENER.matcher(text);
        return listener.matches() && delegates.containsKey(listener.group("bean"))
                ? new OptimisticLockingException("the execution of a task is gone")
                : new ExpressionRefused();
    }

    static class ExpressionRefused extends Refused {

        ExpressionRefused() {
            super(400, "A query may not hold this expression.");
        }
    }
}
