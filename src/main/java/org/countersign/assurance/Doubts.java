package org.countersign.assurance;

import java.time.Clock;
import java.util.List;
import org.countersign.assurance.Alarm.Kind;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Refused;
import org.countersign.decision.StorableText;
import org.countersign.decision.UseCaseEvent.ReReviewsStarted;
import org.countersign.decision.UseCaseEvent.WarningLifted;
import org.countersign.policy.Policies;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The alarms of a use case, and the decisions that they put in doubt. */
@Component
public class Doubts {

    private static final int LONGEST_REASON = 4000;
    private static final int MOST_CHANGES = 20;

    /** There is no such alarm. */
    static class AlarmNotFound extends Refused {
        AlarmNotFound(String id) {
            super(404, "There is no alarm " + id + ".");
        }
    }

    /** It is not a warning that stands. */
    static class NothingToLift extends Refused {
        NothingToLift() {
            super(409, "Only a warning that stands is lifted; what is stopped is resumed with the stop switch.");
        }
    }

    /** {@code inDoubt}: decisions that took effect unreviewed since the estimated change and were not looked at since. */
    public record AlarmView(Alarm alarm, long inDoubt) {}

    private final Policies policies;
    private final AlarmRows rows;
    private final Guard guard;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Doubts(Policies policies, AlarmRows rows, Guard guard, Clock clock, ApplicationEventPublisher events) {
        this.policies = policies;
        this.rows = rows;
        this.guard = guard;
        this.clock = clock;
        this.events = events;
    }

    /** The newest first, at most 100. */
    public List<AlarmView> list(String useCase) {
        policies.inForce(useCase);
        return rows.list(useCase, 100).stream()
                .map(a -> new AlarmView(a, rows.countInDoubt(a)))
                .toList();
    }

    /** The changes that alarms saw, the newest first. */
    public List<Change> changes(String useCase) {
        return rows.changes(useCase, MOST_CHANGES);
    }

    public AlarmView find(String useCase, String id) {
        var alarm = alarm(useCase, id);
        return new AlarmView(alarm, rows.countInDoubt(alarm));
    }

    /** Ids of decisions in doubt, the oldest first. */
    public List<String> inDoubt(String useCase, String id, int most) {
        return rows.inDoubt(alarm(useCase, id), most);
    }

    /** Notes that these are reviewed again, in the transaction that starts it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reReview(String useCase, String id, List<String> decisionIds, String person) {
        var alarm = alarm(useCase, id);
        var now = clock.instant();
        decisionIds.forEach(d -> rows.reReviewed(d, alarm.id(), person, now));
        events.publishEvent(new ReReviewsStarted(useCase, Actor.person(person), now, alarm.id(), decisionIds.size()));
    }

    /** Lifts the warnings of the segment that a warning is about. */
    @Transactional
    public void lift(String useCase, String id, String person, String reason) {
        if (reason.isBlank() || reason.length() > LONGEST_REASON || !StorableText.is(reason)) {
            throw new InvalidInput(
                    "/reason", "It is missing, or longer than " + LONGEST_REASON + " characters.", "Say why.");
        }
        var alarm = alarm(useCase, id);
        if (alarm.kind() != Kind.WARNING || alarm.liftedBy() != null) {
            throw new NothingToLift();
        }
        var now = clock.instant();
        rows.lift(useCase, alarm.segment(), person, now);
        guard.bump(useCase);
        events.publishEvent(new WarningLifted(useCase, Actor.person(person), now, alarm.id(), alarm.segment(), reason));
    }

    private Alarm alarm(String useCase, String id) {
        return rows.find(useCase, id).orElseThrow(() -> new AlarmNotFound(id));
    }
}
