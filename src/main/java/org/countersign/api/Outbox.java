package org.countersign.api;

import java.time.ZoneOffset;
import org.countersign.decision.DecisionEvent;
import org.countersign.decision.DecisionEvent.Corrected;
import org.countersign.decision.DecisionEvent.Finalised;
import org.countersign.decision.DecisionEvent.Reversed;
import org.countersign.decision.DecisionEvent.TookEffect;
import org.countersign.decision.IdSource;
import org.countersign.decision.LedgerJson;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What callers are to be told, written in the transaction in which it happened: every label that takes effect, also
 * where the answer to the call has it already, since answers get lost.
 */
@Component
class Outbox {

    private final JdbcClient jdbc;
    private final IdSource ids;

    Outbox(JdbcClient jdbc, IdSource ids) {
        this.jdbc = jdbc;
        this.ids = ids;
    }

    @EventListener
    void on(TookEffect event) {
        tell(event.caller(), event);
    }

    @EventListener
    void on(Finalised event) {
        tell(event.caller(), event);
    }

    @EventListener
    void on(Reversed event) {
        tell(event.caller(), event);
    }

    @EventListener
    void on(Corrected event) {
        tell(event.caller(), event);
    }

    private void tell(String caller, DecisionEvent event) {
        jdbc.sql("insert into outbox (id, decision_id, caller, kind, content, at) values (?, ?, ?, ?, ?, ?)")
                .params(
                        ids.next(),
                        event.decisionId(),
                        caller,
                        event.getClass().getSimpleName(),
                        LedgerJson.write(event),
                        event.at().atOffset(ZoneOffset.UTC))
                .update();
    }
}
