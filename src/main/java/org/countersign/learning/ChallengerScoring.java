package org.countersign.learning;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.decision.Decision;
import org.countersign.decision.Decisions;
import org.countersign.decision.Recent;
import org.countersign.policy.Policies;
import org.countersign.prediction.Model;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the newest challengers what they would have said of decisions, and counts. */
@Component
class ChallengerScoring {

    private static final Logger LOG = LoggerFactory.getLogger(ChallengerScoring.class);
    private static final int CHALLENGERS = 2;
    private static final Duration FRESH = Duration.ofSeconds(2);

    /** A committed decision, or a person's word on one. */
    record Seen(String useCase, String decisionId, @Nullable String truth) {}

    private record Challenger(String useCase, String version) {}

    private final Decisions decisions;
    private final Models models;
    private final Policies policies;
    private final ExampleRows examples;
    private final ChallengerShadows shadows;
    private final TransactionTemplate transaction;
    private final Recent<String, List<String>> newest;

    ChallengerScoring(
            Decisions decisions,
            Models models,
            Policies policies,
            ExampleRows examples,
            ChallengerShadows shadows,
            TransactionTemplate transaction,
            Clock clock) {
        this.decisions = decisions;
        this.models = models;
        this.policies = policies;
        this.examples = examples;
        this.shadows = shadows;
        this.transaction = transaction;
        this.newest = new Recent<>(FRESH, clock);
    }

    /** Called by one thread at a time. */
    void score(List<Seen> batch, Map<String, Long> dropped) {
        var counts = new HashMap<Challenger, ChallengerShadow>();
        for (var seen : batch) {
            for (var version : challengers(seen.useCase())) {
                counts.merge(new Challenger(seen.useCase(), version), score(seen, version), ChallengerScoring::sum);
            }
        }
        dropped.forEach((useCase, n) -> {
            if (n > 0) {
                challengers(useCase)
                        .forEach(v -> counts.merge(
                                new Challenger(useCase, v),
                                new ChallengerShadow(v, 0, 0, 0, n, 0, 0, 0),
                                ChallengerScoring::sum));
            }
        });
        // in order, so that two nodes never wait for each other in a circle
        var ordered = counts.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        java.util.Comparator.comparing(Challenger::useCase).thenComparing(Challenger::version)))
                .toList();
        ordered.forEach(e -> transaction.executeWithoutResult(
                status -> shadows.add(e.getKey().useCase(), e.getValue())));
    }

    private List<String> challengers(String useCase) {
        return newest.get(
                useCase,
                () -> models.list(useCase).stream()
                        .filter(m -> m.status() == Model.Status.CHALLENGER)
                        .limit(CHALLENGERS)
                        .map(Model::version)
                        .collect(Collectors.toList()));
    }

    private ChallengerShadow score(Seen seen, String version) {
        try {
            var decision = decisions.find(seen.decisionId());
            var given = decision.prediction();
            if (given == null || (seen.truth() != null && examples.countOf(seen.decisionId()) > 1)) {
                return ChallengerShadow.none(version);
            }
            var said = said(decision, version);
            return seen.truth() == null
                    ? new ChallengerShadow(version, 1, said.equals(given.label()) ? 1 : 0, 0, 0, 0, 0, 0)
                    : new ChallengerShadow(
                            version,
                            0,
                            0,
                            0,
                            0,
                            1,
                            said.equals(seen.truth()) ? 1 : 0,
                            given.label().equals(seen.truth()) ? 1 : 0);
        } catch (RuntimeException | StackOverflowError | LinkageError fault) {
            LOG.debug("Challenger {} failed on decision {}", version, seen.decisionId(), fault);
            return new ChallengerShadow(version, 0, 0, 1, 0, 0, 0, 0);
        }
    }

    private String said(Decision decision, String version) {
        var policy = policies.current(decision.useCase());
        return models.predict(policy, version, decision.request().subjectCase()).label();
    }

    private static ChallengerShadow sum(ChallengerShadow a, ChallengerShadow b) {
        return new ChallengerShadow(
                a.version(),
                a.scored() + b.scored(),
                a.agreed() + b.agreed(),
                a.failed() + b.failed(),
                a.dropped() + b.dropped(),
                a.judged() + b.judged(),
                a.correct() + b.correct(),
                a.othersCorrect() + b.othersCorrect());
    }
}
