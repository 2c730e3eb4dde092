package org.countersign.learning;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.ModelPromoted;
import org.countersign.policy.Policies;
import org.countersign.prediction.Model;
import org.countersign.prediction.ModelNotFound;
import org.countersign.prediction.Models;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts a model in force for the next decision. Decisions under way finish with the model they started with. */
@Component
public class Promotions {

    private final Models models;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Promotions(Models models, Policies policies, ApplicationEventPublisher events, Clock clock) {
        this.models = models;
        this.policies = policies;
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
        models.promoted(useCase, version); // locks, so that the one before is the one before
        var before = policies.inForce(useCase).model();
        policies.useModel(useCase, version);
        events.publishEvent(new ModelPromoted(
                useCase, Actor.person(person), clock.instant().truncatedTo(ChronoUnit.MICROS), version, before));
        return models.find(useCase, version).orElseThrow(() -> new ModelNotFound(useCase, version));
    }
}
