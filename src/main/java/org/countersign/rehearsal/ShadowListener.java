package org.countersign.rehearsal;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.countersign.decision.Aside;
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
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final Aside<Seen> aside = new Aside<>("shadow", MOST_WAITING, BATCH, this::score);

    ShadowListener(ShadowScoring scoring) {
        this.scoring = scoring;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Routed event) {
        if (event.prediction() == null) {
            return;
        }
        if (!aside.offer(new Seen(event.useCase(), event.decisionId()))) {
            drop(event.useCase(), 1);
        }
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ShadowStarted event) {
        scoring.forget();
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(ShadowStopped event) {
        scoring.forget();
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
        aside.stop();
    }
}
