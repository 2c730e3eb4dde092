package org.countersign.learning;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.decision.Actor;
import org.countersign.decision.IdSource;
import org.countersign.decision.UseCaseEvent.ModelPromoted;
import org.countersign.policy.Policies;
import org.countersign.prediction.Model;
import org.countersign.prediction.ModelNotFound;
import org.countersign.prediction.Models;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a model in force for the next decision. Decisions under way finish with the model they started with. */
@Component
public class Promotions {

    private final JdbcClient jdbc;
    private final RetrainingRows rows;
    private final TrainingRunRows runs;
    private final Models models;
    private final Policies policies;
    private final IdSource ids;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Promotions(
            JdbcClient jdbc,
            RetrainingRows rows,
            TrainingRunRows runs,
            Models models,
            Policies policies,
            IdSource ids,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.runs = runs;
        this.models = models;
        this.policies = policies;
        this.ids = ids;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Promotes a challenger, or an earlier champion again.
     *
     * @throws org.countersign.prediction.ModelUnfit if it could judge no case under the policy in force
     */
    @Transactional
    public Model promote(String useCase, String version, String person) {
        models.requireFit(policies.current(useCase), version);
        rows.underWay(useCase)
                .map(r -> runs.find(r.id()).orElseThrow().challenger())
                .ifPresent(challenger -> {
                    if (version.equals(challenger)) {
                        throw RetrainingRefused.conflict(
                                version + " waits for a model owner's word in its retraining: approve it there.");
                    }
                });
        models.promoted(useCase, version); // locks, so that the one before is the one before
        var before = policies.inForce(useCase).model();
        policies.useModel(useCase, version);
        var now = clock.instant();
        jdbc.sql("insert into promotion (id, use_case, model, before, promoted_by, at) values (?, ?, ?, ?, ?, ?)")
                .params(ids.next(), useCase, version, before, person, now.atOffset(ZoneOffset.UTC))
                .update();
        events.publishEvent(new ModelPromoted(useCase, Actor.person(person), now, version, before));
        return models.find(useCase, version).orElseThrow(() -> new ModelNotFound(useCase, version));
    }

    /** Puts the model in force that the champion took over from: one step back. */
    @Transactional
    public Model rollBack(String useCase, String person) {
        var champion = policies.inForce(useCase).model();
        var before = jdbc.sql("select before from promotion where use_case = ? and model = ? order by id desc limit 1")
                .params(useCase, champion)
                .query((row, i) -> Optional.ofNullable(row.getString("before")))
                .optional()
                .flatMap(Function.identity())
                .filter(b -> !b.equals(champion))
                .orElseThrow(
                        () -> RetrainingRefused.conflict("There is no model that the one in force took over from."));
        return promote(useCase, before, person);
    }
}
