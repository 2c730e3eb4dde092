package org.countersign.process;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.Decisions;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/** Loses the transaction of decisions whose subject is marked {@code lost-<n>-…}, n times. */
@Component
class LostTransactions {

    private final Decisions decisions;
    private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();

    LostTransactions(Decisions decisions) {
        this.decisions = decisions;
    }

    @EventListener
    void on(Routed event) {
        var subject = decisions.find(event.decisionId()).request().subject();
        if (subject != null && subject.startsWith("lost-")) {
            var times = Character.digit(subject.charAt("lost-".length()), 10);
            if (lost.computeIfAbsent(subject, s -> new AtomicInteger()).incrementAndGet() <= times) {
                throw new DataAccessResourceFailureException("the line was cut");
            }
        }
    }
}
