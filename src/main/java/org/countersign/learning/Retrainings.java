package org.countersign.learning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.decision.IdSource;
import org.countersign.learning.Retraining.Cause;
import org.countersign.policy.Policies;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Trainings that end with a model owner's word: started by enough new examples, by drift, by time or by a person; one
 * at a time for each use case.
 */
@Component
public class Retrainings {

    static final String PROCESS = "retraining";
    static final String DRIFT = "drift";
    static final String USE_CASE = "useCase";
    static final String CAUSE = "cause";
    static final String WHY = "why";
    static final String BY = "startedBy";

    private final RetrainingRows rows;
    private final TrainingRunRows runs;
    private final ExampleRows examples;
    private final Recency recency;
    private final Policies policies;
    private final RuntimeService engine;
    private final IdSource ids;
    private final Clock clock;

    Retrainings(
            RetrainingRows rows,
            TrainingRunRows runs,
            ExampleRows examples,
            Recency recency,
            Policies policies,
            @Lazy RuntimeService engine,
            IdSource ids,
            Clock clock) {
        this.rows = rows;
        this.runs = runs;
        this.examples = examples;
        this.recency = recency;
        this.policies = policies;
        this.engine = engine;
        this.ids = ids;
        this.clock = clock;
    }

    /** By a person, who then has had their say: another one decides. */
    @Transactional
    public Retraining start(String useCase, String person) {
        policies.inForce(useCase);
        rows.endFailed(useCase, now());
        rows.underWay(useCase).ifPresent(open -> {
            throw RetrainingRefused.conflict("A retraining of " + useCase + " is under way: " + open.id() + ".");
        });
        return begin(useCase, Cause.PERSON, person + " asked for it", person)
                .orElseThrow(() ->
                        RetrainingRefused.conflict("A retraining of " + useCase + " has begun at the same moment."));
    }

    /**
     * Says that cases or their labels have changed. It takes effect after commit; while a retraining is under way
     * nothing comes of it, and an alarm is come back to by {@link #startIfDue}. So whoever raises an alarm can say so in its own transaction.
     */
    @Transactional
    public void drifted(String useCase, String why) {
        engine.createMessageCorrelation(DRIFT)
                .processInstanceBusinessKey(ids.next())
                .setVariables(variables(useCase, Cause.DRIFT, why, Retraining.engine()))
                .correlateStartMessage();
    }

    /** Whether another would have to wait. */
    @Transactional
    public boolean isUnderWay(String useCase) {
        rows.endFailed(useCase, now());
        return rows.underWay(useCase).isPresent();
    }

    /** Starts one if the policy says that it is time, or if an alarm came while another was under way. */
    @Transactional
    public Optional<Retraining> startIfDue(String useCase) {
        if (isUnderWay(useCase)) {
            return Optional.empty();
        }
        var learning = policies.current(useCase).learning();
        var last = runs.lastStart(useCase).orElse(Instant.EPOCH);
        if (recency.isAlarmed(useCase, last)) {
            return begin(
                    useCase, Cause.DRIFT, "an alarm was raised since the last training began", Retraining.engine());
        }
        var after = learning.retrainAfter();
        if (after > 0 && examples.countSince(useCase, last, after) >= after) {
            return begin(useCase, Cause.EXAMPLES, after + " new examples since the last training", Retraining.engine());
        }
        var every = learning.retrainEvery();
        if (every != null
                && !last.plus(every).isAfter(clock.instant())
                && examples.countSince(useCase, Instant.EPOCH, 1) > 0) {
            return begin(useCase, Cause.TIME, "the last training was " + every + " ago, or more", Retraining.engine());
        }
        return Optional.empty();
    }

    /** Empty when another began first. */
    private Optional<Retraining> begin(String useCase, Cause cause, String why, String by) {
        var id = ids.next();
        engine.startProcessInstanceByKey(PROCESS, id, variables(useCase, cause, why, by));
        return rows.find(id);
    }

    private static Map<String, Object> variables(String useCase, Cause cause, String why, String by) {
        return Map.of(USE_CASE, useCase, CAUSE, cause.name(), WHY, why, BY, by);
    }

    public Retraining find(String useCase, String id) {
        return rows.find(id).filter(r -> r.useCase().equals(useCase)).orElseThrow(() -> RetrainingRefused.notFound(id));
    }

    /** Newest first, at most 100. */
    public List<Retraining> list(String useCase) {
        policies.inForce(useCase);
        return rows.list(useCase);
    }

    private Instant now() {
        return clock.instant();
    }
}
