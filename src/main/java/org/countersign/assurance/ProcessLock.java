package org.countersign.assurance;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.countersign.assurance.Guard.Seen;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The lock of a process that has its database to itself; H2 has no lock that decisions could share. */
final class ProcessLock implements ScopeLock {

    private static final int ALL = Integer.MAX_VALUE;
    private static final long LONGEST_WAIT_SECONDS = 20;

    private final JdbcTemplate jdbc;
    private final Map<String, Semaphore> scopes = new ConcurrentHashMap<>();

    ProcessLock(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Seen sharedRead(String useCase) {
        for (var scope : List.of(StopSwitch.ALL, useCase)) {
            hold(scope, 1);
        }
        return ScopeLock.read(jdbc, useCase);
    }

    @Override
    public void exclusive(String scope) {
        hold(scope, ALL);
    }

    /** What the transaction holds already it need not wait for; others that hold a share have to let go of theirs. */
    private void hold(String scope, int wanted) {
        var held = held();
        var missing = wanted - held.getOrDefault(scope, 0);
        if (missing > 0) {
            acquire(scope, missing);
            held.put(scope, wanted);
        }
    }

    private void acquire(String scope, int permits) {
        try {
            if (!of(scope).tryAcquire(permits, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new CannotAcquireLockException("The stop switch of " + scope + " is in use.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotAcquireLockException("Interrupted while waiting for the stop switch of " + scope, e);
        }
    }

    private Semaphore of(String scope) {
        return scopes.computeIfAbsent(scope, s -> new Semaphore(ALL, true));
    }

    @SuppressWarnings("unchecked") // bound below and nowhere else
    private Map<String, Integer> held() {
        var known = TransactionSynchronizationManager.getResource(this);
        if (known != null) {
            return (Map<String, Integer>) known;
        }
        var held = new HashMap<String, Integer>();
        TransactionSynchronizationManager.bindResource(this, held);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(ProcessLock.this);
                held.forEach((scope, permits) -> of(scope).release(permits));
            }
        });
        return held;
    }
}
