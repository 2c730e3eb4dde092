package org.countersign.monitoring;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.Drifted;
import org.countersign.learning.Retrainings;
import org.countersign.monitoring.DriftRows.Reading;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares the newest decisions of each model, ours or the caller's, with its first ones. A change is told in the trail
 * and to people; about our champion it starts a retraining. What comes after is compared with what came just after it.
 */
@Component
public class Drifts {

    /** So many decisions at first are what newer ones are compared with, and as many of the newest are looked at. */
    static final int COMPARED = 500;

    /** With fewer newer ones nothing is said. */
    static final int FEWEST = 200;

    /** It is looked again after so many new decisions of the use case; each look has its chance of a false word. */
    static final int BETWEEN_LOOKS = 100;

    /** At most so many are read in one look. A model that is asked more rarely is watched over its newest few. */
    private static final int READ = 5000;

    private static final int MOST_MODELS = 20;

    private final DriftRows rows;
    private final SeenRows ledger;
    private final Policies policies;
    private final Retrainings retrainings;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Drifts(
            DriftRows rows,
            SeenRows ledger,
            Policies policies,
            Retrainings retrainings,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.ledger = ledger;
        this.policies = policies;
        this.retrainings = retrainings;
        this.events = events;
        this.clock = clock;
    }

    /** How it stands with each model that was asked lately, at most 20. */
    public List<DriftWatch> list(String useCase) {
        policies.inForce(useCase);
        return rows.list(useCase, MOST_MODELS);
    }

    /** Looks, if there is enough that is new. Of several nodes one does. */
    @Transactional
    void look(String useCase) {
        var known = rows.reading(useCase);
        if (known.isEmpty()) {
            rows.begin(useCase);
        }
        var isDue = ledger.areNewer(useCase, known.map(Reading::readTo).orElse(""), BETWEEN_LOOKS);
        if (!isDue && known.map(Reading::owed).isEmpty()) {
            return;
        }
        var reading = rows.lock(useCase);
        if (ledger.areNewer(useCase, reading.readTo(), BETWEEN_LOOKS)) {
            reading = compare(useCase, reading);
        }
        if (reading.owed() != null && !retrainings.isUnderWay(useCase)) {
            retrainings.drifted(useCase, reading.owed());
            reading = new Reading(reading.readTo(), null);
        }
        rows.update(useCase, reading);
    }

    private Reading compare(String useCase, Reading reading) {
        var policy = policies.current(useCase);
        var byModel = new LinkedHashMap<String, List<Seen>>();
        for (var seen : ledger.newest(useCase, Feature.of(policy), READ)) {
            byModel.computeIfAbsent(seen.model(), m -> new ArrayList<>()).add(seen);
        }
        var owed = reading.owed();
        for (var each : byModel.entrySet()) {
            var change = compare(policy, each.getKey(), each.getValue());
            if (change != null
                    && change.model().equals(policies.inForce(useCase).model())) {
                owed = change.words();
            }
        }
        return new Reading(ledger.last(useCase), owed);
    }

    /** The change, if there is one. */
    private @Nullable Drift compare(Policy policy, String model, List<Seen> its) {
        var known = rows.find(policy.useCase(), model);
        if (known.isEmpty() && its.size() < BETWEEN_LOOKS) {
            return null;
        }
        var now = clock.instant();
        var before = known.orElseGet(() -> DriftWatch.begin(model, its.get(0).id()));
        var watch = next(policy, before, its, now);
        rows.save(policy.useCase(), watch, now);
        var change = watch.change();
        if (change == null || !change.at().equals(now)) {
            return null;
        }
        var what = change.changed().stream().map(FeatureDrift::feature).toList();
        events.publishEvent(new Drifted(policy.useCase(), Actor.ENGINE, now, model, what, change.words()));
        return change;
    }

    private DriftWatch next(Policy policy, DriftWatch known, List<Seen> its, Instant now) {
        var watch = known;
        if (watch.untilId() == null) {
            var gathered = after(its, watch.afterId());
            if (gathered.size() < COMPARED) {
                return watch.gathering(gathered.size());
            }
            watch = watch.comparingWith(gathered.get(COMPARED - 1).id());
        }
        var until = Objects.requireNonNull(watch.untilId());
        var newer = after(its, until);
        var recent = newer.subList(Math.max(0, newer.size() - COMPARED), newer.size());
        if (recent.size() < FEWEST) {
            return watch.waiting(recent.size());
        }
        var first = ledger.between(policy.useCase(), Feature.of(policy), watch.afterId(), until).stream()
                .filter(seen -> seen.model().equals(known.model()))
                .toList();
        var last = its.get(its.size() - 1).id();
        return watch.looked(Drift.of(policy, known.model(), first, recent, now), last);
    }

    private static List<Seen> after(List<Seen> its, String id) {
        return its.stream().filter(seen -> seen.id().compareTo(id) > 0).toList();
    }
}
