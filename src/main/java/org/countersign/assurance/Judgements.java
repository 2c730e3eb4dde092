package org.countersign.assurance;

import java.time.ZoneOffset;
import org.countersign.decision.DecisionEvent.Labelled;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what people said of decisions before they saw the model's answer: the only labels that certify. One that was
 * chosen with unknown probability is none, nor is a second look at the same decision.
 */
@Component
class Judgements {

    private final JdbcClient jdbc;

    Judgements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @EventListener
    void on(Labelled event) {
        var from = event.provenance();
        if (from.blindJudgement() == null
                || event.judgedAt() == null
                || from.probability() == null
                || !(from.probability() > 0)) {
            return;
        }
        jdbc.sql("""
                insert into blind_judgement (decision_id, use_case, label, at)
                select :id, :useCase, :label, :at
                where not exists (select 1 from blind_judgement where decision_id = :id)""")
                .param("id", event.decisionId())
                .param("useCase", event.useCase())
                .param("label", from.blindJudgement())
                .param("at", event.judgedAt().atOffset(ZoneOffset.UTC))
                .update();
    }
}
