package org.countersign.assurance;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.countersign.decision.StorableText;
import org.countersign.decision.UseCaseEvent.StopSwitched;
import org.countersign.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stops automatic decisions of a segment, of a use case, or of all. One person, or an alarm, stops; another person
 * resumes. Once a stop is committed, no decision that did not see it is.
 */
@Component
public class StopSwitch {

    /** The scope that covers every use case. */
    public static final String ALL = "*";

    private static final int LONGEST_REASON = 4000;

    /** What is stopped, by whom and why. */
    public record Stop(String scope, String by, String reason, Instant at) {}

    /** The one who stopped tried to resume (law 5). */
    static class SecondPersonNeeded extends Refused {
        SecondPersonNeeded(String person) {
            super(409, person + " stopped it: another person must resume.");
        }
    }

    private final Guard guard;
    private final Policies policies;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    StopSwitch(Guard guard, Policies policies, JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.guard = guard;
        this.policies = policies;
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** The scope of a segment: the use case and the segment, or the use case alone when it has no segments. */
    public static String scope(String useCase, String segment) {
        return segment.isEmpty() ? useCase : useCase + "/" + segment;
    }

    /** The use case of a scope, or {@link #ALL}. */
    public static String useCase(String scope) {
        var slash = scope.indexOf('/');
        return slash < 0 ? scope : scope.substring(0, slash);
    }

    /** Whether automatic decisions of the whole use case are stopped. */
    public boolean isOn(String useCase) {
        return list().stream()
                .anyMatch(s -> s.scope().equals(useCase) || s.scope().equals(ALL));
    }

    /** All that is stopped now, by scope. */
    public List<Stop> list() {
        return jdbc.sql("select scope, stopped_by, reason, stopped_at from stop_switch order by scope")
                .query((row, i) -> new Stop(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Stops or resumes a scope by a person's word. Saying again what holds already changes nothing. */
    @Transactional
    public void turn(String scope, boolean stop, String person, String reason) {
        if (reason.isBlank()) {
            throw new InvalidInput("/reason", "It is missing.", "Say why.");
        }
        if (reason.length() > LONGEST_REASON || !StorableText.is(reason)) {
            throw new InvalidInput(
                    "/reason", "It is not a text of at most " + LONGEST_REASON + " characters.", "Send such a text.");
        }
        requireScope(scope, stop);
        turn(scope, stop, Actor.person(person), reason);
    }

    /** What is stopped can be resumed even when the policy no longer knows the segment. */
    private void requireScope(String scope, boolean stop) {
        if (scope.equals(ALL)) {
            return;
        }
        var useCase = useCase(scope);
        var segments = policies.current(useCase).segmentNames();
        var known = scope.equals(useCase)
                || segments.stream().anyMatch(s -> scope(useCase, s).equals(scope));
        if (!known && (stop || list().stream().noneMatch(s -> s.scope().equals(scope)))) {
            throw new InvalidInput(
                    "/scope",
                    "The use case " + useCase + " has no such segment.",
                    segments.contains("")
                            ? "It has no segments: send " + useCase + "."
                            : "Its segments are " + String.join(", ", segments) + ".");
        }
    }

    /** Stops a scope because of an alarm, in the transaction that raised it. */
    @Transactional(propagation = Propagation.MANDATORY)
    void stop(String scope, String reason) {
        turn(scope, true, Actor.ENGINE, reason);
    }

    private void turn(String scope, boolean stop, Actor actor, String reason) {
        guard.close(useCase(scope));
        var stoppedBy = stoppedBy(scope);
        if (stop == stoppedBy.isPresent()) {
            return;
        }
        var now = clock.instant();
        if (stop) {
            jdbc.sql("insert into stop_switch (scope, use_case, stopped_by, reason, stopped_at) values (?, ?, ?, ?, ?)")
                    .params(scope, useCase(scope), actor.name(), reason, now.atOffset(ZoneOffset.UTC))
                    .update();
        } else if (stoppedBy.get().equals(actor.name())) {
            throw new SecondPersonNeeded(actor.name());
        } else {
            jdbc.sql("delete from stop_switch where scope = ?").param(scope).update();
        }
        events.publishEvent(new StopSwitched(useCase(scope), actor, now, stop, reason, segment(scope)));
    }

    private static @Nullable String segment(String scope) {
        var slash = scope.indexOf('/');
        return slash < 0 ? null : scope.substring(slash + 1);
    }

    private Optional<String> stoppedBy(String scope) {
        return jdbc.sql("select stopped_by from stop_switch where scope = ? for update")
                .param(scope)
                .query(String.class)
                .optional();
    }
}
