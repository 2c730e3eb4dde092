package org.countersign.learning;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.countersign.decision.Aside;
import org.countersign.decision.DecisionEvent.Labelled;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.Provenance.How;
import org.countersign.learning.ChallengerScoring.Seen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Hands decisions, and what people said of them, to the challengers once they are committed: whatever happens here, the
 * decision stands. What waits is bounded; beyond that decisions are dropped, and counted.
 */
@Component
class ChallengerListener implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ChallengerListener.class);
    private static final int MOST_WAITING = 1000;
    private static final int BATCH = 100;

    private final ChallengerScoring scoring;
    private final Map<String, LongAdder> dropped = new ConcurrentHashMap<>();
    private final Aside<Seen> aside = new Aside<>("challengers", MOST_WAITING, BATCH, this::score);

    ChallengerListener(ChallengerScoring scoring) {
        this.scoring = scoring;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Routed event) {
        if (event.prediction() != null) {
            offer(new Seen(event.useCase(), event.decisionId(), null));
        }
    }

    /** A supervisor who confirms has seen the answer: that says little of who is right. */
    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(Labelled event) {
        if (event.provenance().how() != How.SUPERVISION) {
            var blind = event.provenance().blindJudgement();
            offer(new Seen(event.useCase(), event.decisionId(), blind == null ? event.label() : blind));
        }
    }

    private void offer(Seen seen) {
        if (!aside.offer(seen)) {
            drop(seen.useCase(), 1);
        }
    }

    private void score(List<Seen> batch) {
        var drops = dropped.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().sumThenReset()));
        try {
            scoring.score(batch, drops);
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.warn("The challengers missed {} decisions", batch.size(), fault);
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
