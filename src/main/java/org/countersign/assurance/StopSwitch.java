package org.countersign.assurance;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.countersign.decision.StorableText;
import org.countersign.decision.UseCaseEvent.StopSwitched;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stops automatic decisions of a use case, or of all. One person stops, another resumes. */
@Component
public class StopSwitch {

    /** The scope that covers every use case. */
    public static final String ALL = "*";

    private static final int LONGEST_REASON = 4000;

    /** The one who stopped tried to resume (law 5). */
    static class SecondPersonNeeded extends Refused {
        SecondPersonNeeded(String person) {
            super(409, person + " stopped it: another person must resume.");
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StopSwitch(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Whether automatic decisions of the use case are stopped. */
    public boolean isOn(String useCase) {
        return jdbc.sql("select count(*) from stop_switch where scope = ? or scope = ?")
                        .params(useCase, ALL)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Stops or resumes {@code scope}: a use case, or {@link #ALL}. Saying again what holds already changes nothing. */
    @Transactional
    public void turn(String scope, boolean stop, String person, String reason) {
        if (reason.isBlank()) {
            throw new InvalidInput("/reason", "It is missing.", "Say why.");
        }
        if (reason.length() > LONGEST_REASON || !StorableText.is(reason)) {
            throw new InvalidInput(
                    "/reason", "It is not a text of at most " + LONGEST_REASON + " characters.", "Send such a text.");
        }
        var stoppedBy = stoppedBy(scope);
        if (stop == stoppedBy.isPresent()) {
            return;
        }
        if (stop) {
            jdbc.sql("insert into stop_switch (scope, stopped_by, reason, stopped_at) values (?, ?, ?, ?)")
                    .params(scope, person, reason, clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        } else if (stoppedBy.get().equals(person)) {
            throw new SecondPersonNeeded(person);
        } else {
            jdbc.sql("delete from stop_switch where scope = ?").param(scope).update();
        }
        events.publishEvent(new StopSwitched(
                scope, Actor.person(person), clock.instant().truncatedTo(ChronoUnit.MICROS), stop, reason));
    }

    private Optional<String> stoppedBy(String scope) {
        return jdbc.sql("select stopped_by from stop_switch where scope = ? for update")
                .param(scope)
                .query(String.class)
                .optional();
    }
}
