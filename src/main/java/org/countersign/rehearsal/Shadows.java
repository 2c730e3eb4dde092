package org.countersign.rehearsal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.Actor;
import org.countersign.decision.IdSource;
import org.countersign.decision.UseCaseEvent.ShadowStarted;
import org.countersign.decision.UseCaseEvent.ShadowStopped;
import org.countersign.policy.Policies;
import org.countersign.policy.PolicyNotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Versions that run beside the live ones on real decisions, without effect: one for each use case. */
@Component
public class Shadows {

    private final ShadowRows rows;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final IdSource ids;
    private final Clock clock;

    Shadows(ShadowRows rows, Policies policies, ApplicationEventPublisher events, IdSource ids, Clock clock) {
        this.rows = rows;
        this.policies = policies;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Begins with the next decision, on the other nodes within a second or two. The candidate's policy must be a stored
     * version, as every node reads it.
     *
     * @throws NotYetAVersion when it is not
     * @throws ShadowConflict when one runs already
     */
    @Transactional
    public void start(Candidate candidate, String person) {
        requireStored(candidate);
        if (latest(candidate.useCase()).filter(Shadows::runs).isPresent()) {
            throw runsAlready();
        }
        var at = now();
        try {
            rows.insert(ids.next(), candidate, person, at);
        } catch (DuplicateKeyException another) {
            throw runsAlready();
        }
        events.publishEvent(new ShadowStarted(
                candidate.useCase(),
                Actor.person(person),
                at,
                candidate.policy().version(),
                candidate.version()));
    }

    /**
     * What it found stays.
     *
     * @throws ShadowConflict when none runs
     */
    @Transactional
    public void stop(String useCase, String person) {
        var at = now();
        var run = latest(useCase)
                .filter(r -> rows.stop(r.id(), person, at))
                .orElseThrow(() -> new ShadowConflict("No version runs beside the live one."));
        events.publishEvent(new ShadowStopped(
                useCase,
                Actor.person(person),
                at,
                run.versions().policy(),
                run.versions().ruleSet()));
    }

    /** The one that runs, else the one that ran last. */
    public Optional<ShadowRun> latest(String useCase) {
        return rows.latest(useCase);
    }

    /** Decisions on which the latest differs from what was decided, newest first; the newest 200 are kept. */
    public List<ChangedCase> differences(String useCase, int limit) {
        return latest(useCase).map(run -> rows.differences(run.id(), limit)).orElse(List.of());
    }

    private void requireStored(Candidate candidate) {
        try {
            policies.find(candidate.useCase(), candidate.policy().version());
        } catch (PolicyNotFound draft) {
            throw new NotYetAVersion();
        }
    }

    private static boolean runs(ShadowRun run) {
        return run.stoppedAt() == null;
    }

    private static ShadowConflict runsAlready() {
        return new ShadowConflict("Another version runs beside the live one. Stop it first.");
    }

    private Instant now() {
        return clock.instant();
    }
}
