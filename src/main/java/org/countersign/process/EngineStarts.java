package org.countersign.process;

import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.countersign.decision.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps what is started through the engine's own doors to what {@link Intake} keeps for ours: a repeated key gets the
 * first instance (law 7), and when the transaction is lost, a fresh one gives the case to a person (law 1). Stands
 * outside the engine's transaction.
 */
class EngineStarts extends CommandInterceptor {

    /** What {@link StartVariables} read in the start that this thread is in. */
    private static final ThreadLocal<@Nullable Incoming> READ = new ThreadLocal<>();

    private final ObjectProvider<Intake> intake;
    private final Supplier<ProcessEngine> engine;

    EngineStarts(ObjectProvider<Intake> intake, Supplier<ProcessEngine> engine) {
        this.intake = intake;
        this.engine = engine;
    }

    static void read(Incoming incoming) {
        READ.set(incoming);
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (!(command instanceof StartProcessInstanceCmd)
                || TransactionSynchronizationManager.isActualTransactionActive()) {
            return next.execute(command);
        }
        READ.remove();
        try {
            return next.execute(command);
        } catch (Refused refused) {
            throw refused;
        } catch (CannotCreateTransactionException noDatabase) {
            throw new Unavailable(noDatabase);
        } catch (RuntimeException | Error lost) {
            var incoming = READ.get();
            if (incoming == null) {
                throw lost;
            }
            @SuppressWarnings("unchecked") // what this command gives
            var known = (T) recover(incoming, lost);
            return known;
        } finally {
            READ.remove();
        }
    }

    private KnownInstance recover(Incoming incoming, Throwable lost) {
        var decision = intake.getObject().recover(incoming, lost).decision();
        return KnownInstance.find(engine.get(), decision.id());
    }
}
