package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.UseCaseEvent.ShadowStarted;
import org.countersign.decision.UseCaseEvent.ShadowStopped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands decisions to the shadow once they are committed: whatever happens here, the decision stands. What waits is
 * bounded; beyond that decisions are dropped, and counted.
 */
@Component
class ShadowListener implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowListener.class);
    private static final int MOST_WAITING = 1000;
    private static final int BATCH = 100;

    /** A committed decision. */
    record Seen(String useCase, String decisionId) {}

    private final ShadowScoring scoring;
    private final ArrayBlockingQueue<Seen> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final AtomicBoolean working = new AtomicBoolean();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(ShadowListener::thread);

    ShadowListener(ShadowScoring scoring) {
        this.scoring = scoring;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Routed event) {
        if (event.prediction() == null) {
            return;
        }
        if (!waiting.offer(new Seen(event.useCase(), event.decisionId()))) {
            drop(event.useCase(), 1);
        }
        work();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ShadowStarted event) {
        scoring.forget();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ShadowStopped event) {
        scoring.forget();
    }

    private void work() {
        if (working.compareAndSet(false, true)) {
            try {
                worker.execute(this::drain);
            } catch (RejectedExecutionException stopping) {
                working.set(false);
            }
        }
    }

    private void drain() {
        try {
            var batch = new ArrayList<Seen>(BATCH);
            while (waiting.drainTo(batch, BATCH) > 0) {
                score(batch);
                batch.clear();
            }
        } finally {
            working.set(false);
        }
        if (!waiting.isEmpty()) {
            work();
        }
    }

    private void score(List<Seen> batch) {
        var drops = dropped.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sumThenReset()));
        try {
            scoring.score(batch, drops);
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.warn("The shadow missed {} decisions", batch.size(), fault);
            drops.forEach(this::drop);
            batch.forEach(seen -> drop(seen.useCase(), 1));
        }
    }

    private void drop(String useCase, long decisions) {
        dropped.computeIfAbsent(useCase, u -> new LongAdder()).add(decisions);
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "shadow");
        thread.setDaemon(true);
        return thread;
    }
}
