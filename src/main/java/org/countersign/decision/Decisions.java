package org.countersign.decision;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.decision.Decision.Origin;
import org.countersign.decision.DecisionEvent.Corrected;
import org.countersign.decision.DecisionEvent.Finalised;
import org.countersign.decision.DecisionEvent.Received;
import org.countersign.decision.DecisionEvent.Reversed;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.DecisionEvent.TookEffect;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The ledger of decisions. Every change is published as an {@link Event} in the same transaction, so that nothing
 * changes without its trail entry; a change outside a transaction is refused. What a transaction wrote or locked it
 * remembers, as no one else can change that until it ends.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Decisions {

    /** What a listing is narrowed to; null means any. {@code before} is the cursor: ids older than it. */
    public record Filter(
            @Nullable String useCase,
            @Nullable String caller,
            @Nullable OversightLevel level,
            @Nullable DecisionStatus status,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String before,
            int limit) {

        /** What follows a decision in the same listing. */
        public Filter after(String id, int limit) {
            return new Filter(useCase, caller, level, status, from, to, id, limit);
        }
    }

    private final DecisionRows rows;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Decisions(DecisionRows rows, ApplicationEventPublisher events, Clock clock) {
        this.rows = rows;
        this.events = events;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /**
     * Opens a decision. Until the engine knows better, it waits for a person. Its row is written once, with the route
     * that every decision gets in the same transaction.
     */
    public Decision received(String id, Request request, Origin origin, Versions versions) {
        var decision = new Decision(
                id, request, origin, versions, null, null, DecisionStatus.AWAITING_REVIEW, null, null, now());
        events.publishEvent(new Received(id, Actor.system(origin.caller()), decision.createdAt(), request, versions));
        return decision;
    }

    /** Records the decision and its route before anything acts on it. Standing and workload are null when they were not reached. */
    public void routed(
            Decision d,
            @Nullable Prediction prediction,
            @Nullable Standing standing,
            @Nullable Workload workload,
            Route route) {
        Map<String, Object> facts = new TreeMap<>();
        if (standing != null) {
            facts.put("standing", standing);
        }
        if (workload != null) {
            facts.put("workload", workload);
        }
        var routed = d.withRoute(prediction, route);
        rows.insert(routed, LedgerJson.write(facts));
        TransactionMemory.remember(d.id(), routed);
        events.publishEvent(
                new Routed(d.id(), Actor.ENGINE, now(), d.useCase(), prediction, standing, workload, route));
    }

    /** Lets a label take effect: provisionally when {@code vetoUntil} is given, finally otherwise. */
    public void tookEffect(Decision d, String label, Outcome.By by, @Nullable Instant vetoUntil) {
        var provisional = vetoUntil != null;
        var outcome = new Outcome(label, by, !provisional, now());
        update(d.withOutcome(provisional ? DecisionStatus.PROVISIONAL : DecisionStatus.FINAL, outcome, vetoUntil));
        events.publishEvent(new TookEffect(
                d.id(), actor(by), outcome.at(), d.origin().caller(), d.useCase(), outcome, vetoUntil, d.routed()));
    }

    /** Makes a provisional outcome final. */
    public void finalised(Decision d, boolean lapsed, Actor actor) {
        var before = standing(d);
        var outcome = new Outcome(before.label(), before.by(), true, before.at());
        update(d.withOutcome(DecisionStatus.FINAL, outcome, d.vetoUntil()));
        events.publishEvent(
                new Finalised(d.id(), actor, now(), d.origin().caller(), d.useCase(), outcome, lapsed, d.routed()));
    }

    /** Takes a provisional outcome back; the case waits for a person. */
    public void reversed(Decision d, Actor actor, String reasonCode, @Nullable String comment) {
        var before = standing(d);
        update(d.withOutcome(DecisionStatus.AWAITING_REVIEW, null, d.vetoUntil()));
        events.publishEvent(
                new Reversed(d.id(), actor, now(), d.origin().caller(), d.useCase(), before, reasonCode, comment));
    }

    /** Changes a final outcome. */
    public void corrected(Decision d, String label, String person, String cause) {
        corrected(d, label, Actor.person(person), cause);
    }

    /** Changes a final outcome on the word of a person, or of a system that speaks for some. */
    public void corrected(Decision d, String label, Actor actor, String cause) {
        var before = standing(d);
        var outcome = new Outcome(label, Outcome.By.person(actor.name()), true, now());
        update(d.withOutcome(DecisionStatus.CORRECTED, outcome, d.vetoUntil()));
        events.publishEvent(
                new Corrected(d.id(), actor, outcome.at(), d.origin().caller(), d.useCase(), before, outcome, cause));
    }

    /** Publishes what changes no column of the ledger but belongs in the trail. */
    public void noted(DecisionEvent event) {
        events.publishEvent(event);
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Decision find(String id) {
        return findIfThere(id).orElseThrow(() -> new DecisionNotFound(id));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Decision> findIfThere(String id) {
        return TransactionMemory.recall(id, Decision.class).or(() -> rows.find(id));
    }

    /** Finds a decision and keeps others from changing it until the transaction ends. */
    public Decision findForUpdate(String id) {
        return TransactionMemory.recall(id, Decision.class).orElseGet(() -> lock(id));
    }

    @Transactional(propagation = Propagation.SUPPORTS)
    public Optional<Decision> findByKey(String caller, String idempotencyKey) {
        return rows.findByKey(caller, idempotencyKey);
    }

    /** Newest first. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public List<Decision> list(Filter filter) {
        return rows.list(filter);
    }

    private void update(Decision d) {
        rows.updateOutcome(d);
        TransactionMemory.remember(d.id(), d);
    }

    private Decision lock(String id) {
        var locked = rows.findForUpdate(id).orElseThrow(() -> new DecisionNotFound(id));
        TransactionMemory.remember(id, locked);
        return locked;
    }

    private static Outcome standing(Decision d) {
        if (d.outcome() == null) {
            throw new IllegalStateException("decision " + d.id() + " has no outcome");
        }
        return d.outcome();
    }

    private static Actor actor(Outcome.By by) {
        return by.kind() == Outcome.By.Kind.PERSON ? Actor.person(by.name()) : Actor.ENGINE;
    }
}
