package org.countersign.rehearsal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.policy.Policies;
import org.countersign.rehearsal.ShadowListener.Seen;
import org.countersign.rehearsal.ShadowRows.Difference;
import org.countersign.rehearsal.ShadowRows.Running;
import org.countersign.routing.BuiltRules;
import org.countersign.routing.RuleFile;
import org.countersign.routing.RuleReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Routes committed decisions as the shadow versions would, and counts where they differ. */
@Component
class ShadowScoring {

    private static final Logger LOG = LoggerFactory.getLogger(ShadowScoring.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** A shadow ready to route; {@code replay} is missing when its rules cannot be built here. */
    private record Ready(String id, Optional<Replay> replay) {}

    /** What one batch found for one shadow. */
    private static final class Batch {
        private final String shadow;
        private final LevelCounts levels = new LevelCounts();
        private final List<Difference> differences = new ArrayList<>();
        private long failed;

        Batch(String shadow) {
            this.shadow = shadow;
        }
    }

    private final ShadowRows rows;
    private final RecordedDecisions recorded;
    private final Policies policies;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private Map<String, Ready> ready = Map.of();
    private volatile Instant readAt = Instant.MIN;

    ShadowScoring(
            ShadowRows rows,
            RecordedDecisions recorded,
            Policies policies,
            TransactionTemplate transaction,
            Clock clock) {
        this.rows = rows;
        this.recorded = recorded;
        this.policies = policies;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Looks again which shadows run. */
    void forget() {
        readAt = Instant.MIN;
    }

    /** Called by one thread at a time. */
    void score(List<Seen> seen, Map<String, Long> dropped) {
        refresh();
        var batches = new HashMap<String, Batch>();
        for (var decision : seen) {
            var shadow = ready.get(decision.useCase());
            if (shadow != null) {
                score(shadow, decision, batches.computeIfAbsent(decision.useCase(), u -> new Batch(shadow.id())));
            }
        }
        batches.forEach((useCase, batch) -> transaction.executeWithoutResult(status -> {
            rows.count(batch.shadow, batch.levels.matrix(), dropped.getOrDefault(useCase, 0L), batch.failed);
            rows.differences(batch.shadow, batch.differences);
        }));
    }

    private void score(Ready shadow, Seen seen, Batch batch) {
        try {
            var decision = recorded.find(seen.useCase(), seen.decisionId()).orElseThrow();
            var live = decision.level();
            var replayed = shadow.replay().orElseThrow().of(decision);
            if (live == null) {
                return;
            }
            batch.levels.add(live, replayed.level());
            if (live != replayed.level()) {
                var because = ChangedCase.words(replayed.reasons());
                batch.differences.add(
                        new Difference(new ChangedCase(decision.id(), live, replayed.level(), because), decision.at()));
            }
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.debug("The shadow failed on decision {}", seen.decisionId(), fault);
            batch.failed++;
        }
    }

    private void refresh() {
        var now = clock.instant();
        if (!readAt.isBefore(now.minus(FRESH))) {
            return;
        }
        readAt = now;
        var known = new HashMap<String, Ready>();
        for (var running : rows.running()) {
            var before = ready.get(running.useCase());
            known.put(running.useCase(), before != null && before.id().equals(running.id()) ? before : built(running));
        }
        ready = known;
    }

    private Ready built(Running running) {
        try {
            var policy = policies.find(running.useCase(), running.policy());
            var rules = RuleReader.readAll(List.of(new RuleFile(running.ruleSet(), running.rules())), policy);
            return new Ready(
                    running.id(), Optional.of(new Replay(new BuiltRules(rules, policy), running.ruleSet(), policy)));
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.warn("The shadow of {} cannot run: its rules cannot be built", running.useCase(), fault);
            return new Ready(running.id(), Optional.empty());
        }
    }
}
