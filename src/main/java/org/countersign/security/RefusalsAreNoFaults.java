package org.countersign.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Keeps refusals out of the log: the engine's REST layer takes them for its own failures and would print a stack trace
 * for each bad request, under which a real failure is not found.
 */
@Component
class RefusalsAreNoFaults extends TurboFilter implements DisposableBean {

    private static final String ENGINE_REST = "org.camunda.bpm.engine.rest.exception";

    RefusalsAreNoFaults() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback) {
            setContext(logback);
            logback.addTurboFilter(this);
        }
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable thrown) {
        return logger.getName().equals(ENGINE_REST) && refused() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private static boolean refused() {
        var request = RequestContextHolder.getRequestAttributes();
        return request != null && request.getAttribute(RefusalMark.REFUSAL, RequestAttributes.SCOPE_REQUEST) != null;
    }

    @Override
    public void destroy() {
        if (getContext() instanceof LoggerContext logback) {
            logback.getTurboFilterList().remove(this);
        }
    }
}
