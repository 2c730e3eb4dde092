package org.countersign.learning;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.countersign.decision.UseCaseEvent.CaseLabelled;
import org.countersign.decision.UseCaseEvent.CasesTaken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Sees to the next batch when there are new cases or answers; what a dying node leaves undone, the clock sees to. */
@Component
class LabellingNudge implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LabellingNudge.class);

    private final LabellingRounds rounds;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(LabellingNudge::thread);

    LabellingNudge(LabellingRounds rounds) {
        this.rounds = rounds;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(CasesTaken event) {
        nudge(event.useCase());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(CaseLabelled event) {
        nudge(event.useCase());
    }

    void nudge(String useCase) {
        try {
            worker.execute(() -> advance(useCase));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The next batch of {} is chosen by another node, or after the next start", useCase);
        }
    }

    private void advance(String useCase) {
        try {
            rounds.advance(useCase);
        } catch (RuntimeException fault) {
            LOG.warn("The next cases of {} to label could not be chosen", useCase, fault);
        }
    }

    @Override
    public void destroy() {
        worker.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "labelling");
        thread.setDaemon(true);
        return thread;
    }
}
