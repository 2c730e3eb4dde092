package org.countersign.assurance;

import java.util.Locale;
import java.util.Objects;
import org.countersign.assurance.Alarm.Kind;
import org.countersign.assurance.Certificate.State;
import org.countersign.decision.Actor;
import org.countersign.decision.DecisionEvent.SpotChecked;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.UseCaseEvent.Alarmed;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Weighs each blind check in the transaction of the verdict that answered it. When the promise of a segment has broken,
 * its automatic decisions stop and its certificates are revoked there and then, a waiver or not.
 */
@Component
class Alarms {

    /** Checks between two false warnings, at least, on average. */
    static final double LEAST_RUN = 1000;

    private static final int RUN_PER_CHECK_A_YEAR = 10;

    private final Policies policies;
    private final TallyRows tallies;
    private final SpotCheckRows checks;
    private final AlarmRows rows;
    private final StreamRows streams;
    private final StopSwitch stopSwitch;
    private final Guard guard;
    private final Issuing issuing;
    private final ApplicationEventPublisher events;

    Alarms(
            Policies policies,
            TallyRows tallies,
            SpotCheckRows checks,
            AlarmRows rows,
            StreamRows streams,
            StopSwitch stopSwitch,
            Guard guard,
            Issuing issuing,
            ApplicationEventPublisher events) {
        this.policies = policies;
        this.tallies = tallies;
        this.checks = checks;
        this.rows = rows;
        this.streams = streams;
        this.stopSwitch = stopSwitch;
        this.guard = guard;
        this.issuing = issuing;
        this.events = events;
    }

    @EventListener
    @Order(2)
    @Transactional(propagation = Propagation.MANDATORY)
    void on(SpotChecked event) {
        var check = tallies.check(event.decisionId()).orElse(null);
        if (!event.countsAsBlind() || check == null || check.segment() == null) {
            return;
        }
        var policy = policies.current(check.useCase());
        var model = Objects.requireNonNullElse(check.model(), "");
        var alpha = policy.errorBudget().alpha(check.level());
        var known = tallies.lock(Tally.start(check.useCase(), model, check.level(), check.segment(), alpha, 1, ""));
        if (!known.isAbout(event.decisionId())) {
            return;
        }
        // another budget is another promise; what was counted for the old one says nothing about it
        var tally = known.alpha() == alpha
                ? known
                : Tally.start(
                        known.useCase(), model, known.level(), known.segment(), alpha, known.round(), known.afterId());
        weigh(policy, tally.plus(event.wrong()));
    }

    private void weigh(Policy policy, Tally tally) {
        var alarm = errors(policy, tally);
        var slow = runLength(tally, checks);
        if (alarm.isRaised(tally.wrong(), tally.checks())) {
            var evidence = alarm.logEvidence(tally.wrong(), tally.checks());
            tallies.update(tally.next(broken(tally, Kind.ERRORS, evidence, "more than the budget is wrong")));
        } else if (slow.isRaised() && policy.spotChecks().warningStops()) {
            tallies.update(tally.next(broken(tally, Kind.ERRORS, slow.value(), "errors have become more frequent")));
        } else if (slow.isRaised()) {
            warn(tally, slow.value());
            tallies.update(tally.warned());
        } else {
            tallies.update(tally);
        }
    }

    static ErrorAlarm errors(Policy policy, Tally tally) {
        return new ErrorAlarm(tally.alpha(), policy.errorBudget().delta() * Cell.share(tally.round()));
    }

    static RunLengthAlarm runLength(Tally tally, SpotCheckRows checks) {
        var inAYear = (double) checks.inAYear(tally.useCase(), tally.level(), tally.segment());
        return new RunLengthAlarm(
                tally.alpha(), Math.max(LEAST_RUN, RUN_PER_CHECK_A_YEAR * inAYear), tally.statistics());
    }

    /** Stops the segment and revokes its certificates; gives the id up to which decisions belong to the past. */
    private String broken(Tally tally, Kind kind, double evidence, String what) {
        streams.lock(tally.useCase(), false);
        var why = why(tally, what);
        var alarm = alarm(tally, kind, evidence, since(tally), why);
        stopSwitch.stop(StopSwitch.scope(tally.useCase(), tally.segment()), "Alarm: " + why);
        rows.insert(alarm);
        issuing.end(tally.useCase(), tally.model(), tally.segment(), State.REVOKED, why);
        streams.end(tally.useCase(), tally.model(), null, tally.segment());
        publish(alarm);
        return alarm.untilId();
    }

    private void warn(Tally tally, double value) {
        var why = why(tally, "errors have become more frequent");
        var alarm = alarm(tally, Kind.WARNING, value, since(tally), why);
        rows.insert(alarm);
        rows.watch(tally.useCase(), tally.segment());
        guard.bump(tally.useCase());
        publish(alarm);
    }

    /** Too many checks of a segment went unanswered, unless another node was faster to say so. */
    void unanswered(String useCase, OversightLevel level, String segment, int open, int drawn, String sinceId) {
        streams.lock(useCase, false);
        if (rows.lastUnanswered(useCase, segment).compareTo(sinceId) >= 0) {
            return;
        }
        var why = String.format(
                Locale.ROOT, "Alarm: %d of the last %d spot checks were not answered in time.", open, drawn);
        var alarm = new Alarm(
                issuing.nextId(),
                useCase,
                Kind.UNANSWERED,
                null,
                level,
                segment,
                open,
                drawn,
                (double) open / drawn,
                sinceId,
                issuing.nextId(),
                why,
                issuing.now(),
                null,
                null);
        stopSwitch.stop(StopSwitch.scope(useCase, segment), why);
        rows.insert(alarm);
        publish(alarm);
    }

    /** The last check that was surely before the errors became too many: what was decided after it is in doubt. */
    private String since(Tally tally) {
        var found = tallies.found(tally);
        var change = ChangePoint.of(found.stream().map(TallyRows.Found::wrong).toList(), tally.alpha());
        return change == 0 ? tally.afterId() : found.get(change - 1).decisionId();
    }

    private static String why(Tally tally, String what) {
        return String.format(
                Locale.ROOT,
                "%s: %d of %d blind checks found an error, and the budget is %s %%.",
                what,
                tally.wrong(),
                tally.checks(),
                Double.toString(Math.round(tally.alpha() * 1e4) / 1e2));
    }

    private Alarm alarm(Tally tally, Kind kind, double evidence, String sinceId, String why) {
        return new Alarm(
                issuing.nextId(),
                tally.useCase(),
                kind,
                tally.model(),
                tally.level(),
                tally.segment(),
                tally.wrong(),
                tally.checks(),
                evidence,
                sinceId,
                issuing.nextId(),
                why,
                issuing.now(),
                null,
                null);
    }

    private void publish(Alarm a) {
        events.publishEvent(new Alarmed(
                a.useCase(),
                Actor.ENGINE,
                a.raisedAt(),
                a.id(),
                a.kind().name(),
                a.model(),
                a.level(),
                a.segment(),
                a.wrong(),
                a.checks(),
                a.why()));
    }
}
