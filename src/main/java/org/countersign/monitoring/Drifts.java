package org.countersign.monitoring;

import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.Drifted;
import org.countersign.learning.Retrainings;
import org.countersign.monitoring.DriftRows.Reading;
import org.countersign.monitoring.SeenRows.Decided;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares the newer decisions of each model, ours or the caller's, with its first ones. A change is told in the trail
 * and to people; about our champion it starts a retraining. What comes after is compared with what came just after it.
 */
@Component
public class Drifts {

    /** At most so many are read at a time; the others next time. */
    private static final int READ = 5000;

    /** In a use case; names beyond are those of the models that decide least, and never the champion's. */
    private static final int MOST_MODELS = 20;

    /** A name that comes once among those that are read may be one for each decision. */
    private static final int FEWEST_TO_BEGIN = 2;

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

    /** How it stands with each model, at most 20; those that decide most first. */
    public List<DriftWatch> list(String useCase) {
        policies.inForce(useCase);
        return rows.list(useCase);
    }

    /** Looks, if there is enough that is new. Of several nodes one does. */
    @Transactional
    void look(String useCase) {
        var known = rows.reading(useCase);
        if (known.isEmpty()) {
            rows.begin(useCase);
            return;
        }
        if (known.map(Reading::owed).isEmpty()
                && !ledger.areNewer(useCase, known.get().readTo(), DriftWatch.BETWEEN_LOOKS)) {
            return;
        }
        var reading = rows.lock(useCase);
        if (ledger.areNewer(useCase, reading.readTo(), DriftWatch.BETWEEN_LOOKS)) {
            reading = readOn(useCase, reading);
        }
        if (reading.owed() != null && !retrainings.isUnderWay(useCase)) {
            retrainings.drifted(useCase, reading.owed());
            reading = new Reading(reading.readTo(), null);
        }
        rows.update(useCase, reading);
    }

    private Reading readOn(String useCase, Reading reading) {
        var policy = policies.current(useCase);
        var champion = policies.inForce(useCase).model();
        var decided = ledger.next(useCase, reading.readTo(), READ);
        var readTo = decided.get(decided.size() - 1).id();
        var watches = new LinkedHashMap<String, DriftWatch>();
        var before = rows.list(useCase);
        before.forEach(watch -> watches.put(watch.model(), watch));
        for (var model : begun(decided, champion)) {
            watches.putIfAbsent(model, DriftWatch.begin(model, reading.readTo()));
        }
        decided.forEach(d -> d.model().ifPresent(model -> watches.computeIfPresent(model, (m, w) -> w.plus(d.id()))));
        var owed = reading.owed();
        for (var watch : kept(useCase, watches.values(), champion)) {
            var next = watch.isToBeLookedAt() ? look(policy, watch, readTo) : watch;
            if (!before.contains(next)) {
                rows.save(useCase, next);
            }
            var change = next.change();
            if (change != null
                    && !change.equals(watch.change())
                    && watch.model().equals(champion)) {
                owed = change.words();
            }
        }
        return new Reading(readTo, owed);
    }

    private static Set<String> begun(List<Decided> decided, @Nullable String champion) {
        var times = new HashMap<String, Integer>();
        decided.forEach(d -> d.model().ifPresent(model -> times.merge(model, 1, Integer::sum)));
        times.entrySet()
                .removeIf(e -> e.getValue() < FEWEST_TO_BEGIN && !e.getKey().equals(champion));
        return times.keySet();
    }

    private List<DriftWatch> kept(String useCase, Collection<DriftWatch> watches, @Nullable String champion) {
        var sorted = watches.stream()
                .sorted(Comparator.comparing((DriftWatch w) -> !w.model().equals(champion))
                        .thenComparing(
                                Comparator.comparingLong(DriftWatch::seen).reversed()))
                .toList();
        sorted.stream().skip(MOST_MODELS).forEach(watch -> rows.delete(useCase, watch.model()));
        return sorted.stream().limit(MOST_MODELS).toList();
    }

    private DriftWatch look(Policy policy, DriftWatch watch, String lastId) {
        var features = Feature.of(policy);
        var until = Objects.requireNonNull(watch.untilId());
        var first = ledger.between(policy.useCase(), watch.model(), features, watch.afterId(), until);
        var recent = ledger.between(policy.useCase(), watch.model(), features, watch.windowId(), lastId);
        if (first.size() < DriftWatch.FEWEST || recent.size() < DriftWatch.FEWEST) {
            // they were erased meanwhile
            return watch.anew(lastId, watch.look(), watch.change());
        }
        var found = Drift.of(policy, watch.model(), first, recent, clock.instant());
        var what = found.changed().stream().map(FeatureDrift::feature).toList();
        if (!what.isEmpty()) {
            events.publishEvent(
                    new Drifted(policy.useCase(), Actor.ENGINE, found.at(), watch.model(), what, found.words()));
        }
        return watch.looked(found, lastId);
    }
}
