package org.countersign.learning;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.countersign.decision.Actor;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.UseCaseEvent.Alarmed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Raises alarms, for tests of what follows from them. */
@Component
class RaisedAlarms {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    RaisedAlarms(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** That a model errs too often; gives when. */
    @Transactional
    public Instant raise(String useCase, String model, String sinceId) {
        var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        var id = "alarm-" + useCase;
        jdbc.sql("""
                insert into alarm (id, use_case, kind, model, level, segment, wrong, checks, evidence, since_id, until_id,
                                   why, raised_at)
                values (?, ?, 'ERRORS', ?, 'AUTO_APPROVE', '', 9, 9, 9, ?, '', 'a test', ?)""")
                .params(id, useCase, model, sinceId, now.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new Alarmed(
                useCase, Actor.ENGINE, now, id, "ERRORS", model, OversightLevel.AUTO_APPROVE, "", 9, 9, "a test"));
        return now;
    }
}
