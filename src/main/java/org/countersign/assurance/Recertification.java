package org.countersign.assurance;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.assurance.Certificate.Method;
import org.countersign.assurance.Certificate.State;
import org.countersign.assurance.RouteReplay.HeldOut;
import org.countersign.assurance.StreamRows.Reading;
import org.countersign.decision.UseCaseEvent;
import org.countersign.decision.UseCaseEvent.ModelPromoted;
import org.countersign.decision.UseCaseEvent.Published;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ends all certificates when another model, other rules or another policy come into force, and computes anew what the
 * stored labels certify under them, in the same transaction: imported cases by one look at a batch, decisions by a new
 * stream. Each time is a further round, which has its own delta.
 *
 * <p>The rounds are counted for each model. What they do not account for is that rules may have been chosen with an eye
 * on the very labels that they are then certified with.
 */
@Component
class Recertification {

    private static final int MOST = 5000;

    private final Policies policies;
    private final StreamRows rows;
    private final LedgerReader ledger;
    private final Streams streams;
    private final AlarmRows alarms;
    private final Issuing issuing;
    private final RouteReplay replay;

    Recertification(
            Policies policies,
            StreamRows rows,
            LedgerReader ledger,
            Streams streams,
            AlarmRows alarms,
            Issuing issuing,
            RouteReplay replay) {
        this.policies = policies;
        this.rows = rows;
        this.ledger = ledger;
        this.streams = streams;
        this.alarms = alarms;
        this.issuing = issuing;
        this.replay = replay;
    }

    /** Before the trail has its say: whoever reads on or raises an alarm locks in the same order. */
    @EventListener({Published.class, ModelPromoted.class})
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional(propagation = Propagation.MANDATORY)
    void lock(UseCaseEvent event) {
        rows.lock(event.useCase(), false);
    }

    @EventListener
    @Order
    @Transactional(propagation = Propagation.MANDATORY)
    void on(Published event) {
        restart(event.useCase(), "Other " + event.kind().toLowerCase(Locale.ROOT) + " came into force.");
    }

    @EventListener
    @Order
    @Transactional(propagation = Propagation.MANDATORY)
    void on(ModelPromoted event) {
        restart(event.useCase(), "The model " + event.model() + " was promoted.");
    }

    private void restart(String useCase, String why) {
        var inForce = policies.inForce(useCase);
        var policy = policies.find(useCase, inForce.policy());
        var models = new LinkedHashSet<String>();
        rows.active(useCase).forEach(s -> models.add(s.origin().cell().model()));
        if (inForce.model() != null) {
            models.add(inForce.model());
        }
        issuing.end(useCase, null, null, State.SUPERSEDED, why);
        rows.end(useCase, null, null, null);
        models.forEach(model -> batch(policy, inForce, model));
        stream(policy, inForce, models);
    }

    private void batch(Policy policy, InForce inForce, String model) {
        Map<Cell, List<HeldOut>> byCell = replay.heldOut(policy.useCase(), model).stream()
                .filter(h -> Cell.isCertified(policy, h.cell().level()) && !isStale(policy.useCase(), h))
                .collect(Collectors.groupingBy(HeldOut::cell, LinkedHashMap::new, Collectors.toList()));
        byCell.forEach((cell, cases) -> {
            var scores = cases.stream().map(HeldOut::score).toList();
            streams.start(policy, cell, scores).ifPresent(stream -> {
                if (look(policy, inForce, stream, cases)) {
                    stream.expectDraws(policy.spotChecks().rate(cell.level()));
                }
                streams.store(policy, inForce.ruleSet(), List.of(stream));
            });
        });
    }

    /** After an alarm evidence starts anew, whichever model it was about: cases may have changed. */
    private boolean isStale(String useCase, HeldOut h) {
        return alarms.lastBroken(useCase, h.cell().segment())
                .filter(broken -> !h.at().isAfter(broken))
                .isPresent();
    }

    /** The one look at the batch of a round; true if it certifies anything. */
    private boolean look(Policy policy, InForce inForce, EvidenceStream stream, List<HeldOut> cases) {
        var alpha = policy.errorBudget().alpha(stream.origin().cell().level());
        var round = stream.origin().round();
        var delta = Cell.delta(policy, round);
        var grid = Grids.forBatch(cases.stream().map(HeldOut::score).toList(), alpha, delta);
        var walk = FixedSequence.walk(
                grid,
                cases.stream().map(c -> new ScoredCase(c.score(), c.wrong())).toList(),
                alpha,
                delta);
        walk.certified().ifPresent(step -> {
            var evidence = cases.stream()
                    .map(c -> c.score() + ":" + (c.wrong() ? 1 : 0) + ":" + c.example())
                    .collect(Collectors.joining(" "));
            var id = issuing.nextId();
            rows.part(id, 1, evidence);
            var proof = new Proof(
                    alpha,
                    delta,
                    policy.errorBudget().delta(),
                    Cell.count(policy),
                    round,
                    grid,
                    step.threshold(),
                    step.n(),
                    step.k(),
                    step.p(),
                    null,
                    EvidenceLog.digest("", evidence),
                    Proof.OF_A_BATCH);
            issuing.issue(
                    id,
                    policy.useCase(),
                    stream.origin().cell(),
                    policy.version(),
                    inForce.ruleSet(),
                    Method.BATCH,
                    proof,
                    id,
                    1);
        });
        return walk.certified().isPresent();
    }

    /** Tells new streams what is stored of these models, as the route in force would have taken it. */
    private void stream(Policy policy, InForce inForce, Set<String> models) {
        var useCase = policy.useCase();
        var stored = ledger.newest(useCase, MOST);
        var ofModels = stored.stream()
                .filter(t -> t.cell() != null && models.contains(t.cell().model()))
                .map(Told::id)
                .toList();
        var ruled = replay.ruled(useCase, ofModels);
        var feed = streams.feed(policy, inForce.model(), issuing.now(), List::of);
        var readTo = "";
        for (var told : stored) {
            // what waits for a person is read on from later, or only those that are judged fast would count
            if (!feed.tell(told.ruled(ruled.get(told.id())))) {
                break;
            }
            readTo = told.id();
        }
        streams.store(policy, inForce.ruleSet(), feed.streams());
        rows.begin(useCase, new Reading(inForce.policy(), inForce.ruleSet(), readTo));
        rows.readTo(useCase, new Reading(inForce.policy(), inForce.ruleSet(), readTo));
    }
}
