package org.countersign.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.Decisions;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Loses the transaction of decisions whose subject is marked {@code lost-<n>-…}, n times; for want of {@code -memory-}, if it says so. */
@Component
class LostTransactions implements ApplicationListener<PayloadApplicationEvent<Routed>> {

    private final Decisions decisions;
    private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();

    LostTransactions(Decisions decisions) {
        this.decisions = decisions;
    }

    /** No annotated method: around an Error from one, Spring wraps an exception. */
    @Override
    public void onApplicationEvent(PayloadApplicationEvent<Routed> event) {
        var subject = decisions.find(event.getPayload().decisionId()).request().subject();
        if (subject != null && subject.startsWith("lost-")) {
            var times = Character.digit(subject.charAt("lost-".length()), 10);
            if (lost.computeIfAbsent(subject, s -> new AtomicInteger()).incrementAndGet() <= times) {
                if (subject.contains("-memory-")) {
                    throw new OutOfMemoryError("planted");
                }
                throw new DataAccessResourceFailureException("the line was cut");
            }
        }
    }
}
