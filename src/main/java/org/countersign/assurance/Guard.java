package org.countersign.assurance;

import java.util.List;
import org.countersign.decision.Insertion;
import org.countersign.decision.SoleProcess;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stands between decisions and whoever stops them. A decision passes under a shared lock that it holds until it is
 * committed; a stop takes the lock for itself alone. So once a stop is committed, no decision that did not see it is.
 */
@Component
class Guard {

    /** What a decision passes under. {@code generation} grows with every change of certificates or rates. */
    record Seen(long generation, List<String> stopped) {

        boolean isStopped(String useCase, String segment) {
            return stopped.contains(StopSwitch.ALL)
                    || stopped.contains(useCase)
                    || stopped.contains(StopSwitch.scope(useCase, segment));
        }
    }

    private final JdbcTemplate jdbc;
    private final ScopeLock lock;
    private final Insertion insertion;

    Guard(JdbcTemplate jdbc, Environment environment, Insertion insertion) {
        this.jdbc = jdbc;
        this.lock = SoleProcess.owns(environment) ? new ProcessLock(jdbc) : new PostgresLock(jdbc);
        this.insertion = insertion;
    }

    /** What holds for a use case, and in a transaction goes on holding until it ends. */
    Seen pass(String useCase) {
        return TransactionSynchronizationManager.isActualTransactionActive()
                ? lock.sharedRead(useCase)
                : ScopeLock.read(jdbc, useCase);
    }

    /** Waits for the decisions under way, and lets none pass until the transaction ends. */
    void close(String useCase) {
        lock.exclusive(useCase);
    }

    /** Makes every node read anew what it knows about the use case. */
    void bump(String useCase) {
        if (!raise(useCase)
                && !insertion.done(
                        () -> jdbc.update("insert into guard (use_case, generation) values (?, 1)", useCase))) {
            raise(useCase);
        }
    }

    private boolean raise(String useCase) {
        return jdbc.update("update guard set generation = generation + 1 where use_case = ?", useCase) > 0;
    }
}
