package org.countersign.security;

import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.countersign.decision.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * Takes a refusal out of whatever the engine wrapped it in, so that our own doors answer it as what it is, and leaves it
 * on the request, so that {@link RefusalResponse} can tell the engine's callers. Modules only throw {@link Refused}
 * exceptions.
 */
class RefusalMark extends CommandInterceptor {

    private static class Raced extends Refused {
        Raced() {
            super(409, "Someone else changed this at the same moment: look again.");
        }
    }

    static final String REFUSAL = RefusalMark.class.getName();

    @Override
    public <T> T execute(Command<T> command) {
        try {
            T result = next.execute(command);
            mark(null);
            return result;
        } catch (RuntimeException e) {
            var refusal = in(e, Refused.class);
            if (refusal != null) {
                mark(refusal);
                throw refusal;
            }
            // marked only: our own doors and the engine's jobs know what to do about it
            mark(in(e, OptimisticLockingException.class) == null ? null : new Raced());
            throw e;
        }
    }

    private static void mark(@Nullable Refused refusal) {
        var request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return;
        }
        if (refusal == null) {
            request.removeAttribute(REFUSAL, RequestAttributes.SCOPE_REQUEST);
        } else {
            request.setAttribute(REFUSAL, refusal, RequestAttributes.SCOPE_REQUEST);
        }
    }

    private static <T extends Throwable> @Nullable T in(Throwable thrown, Class<T> kind) {
        @Nullable Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
