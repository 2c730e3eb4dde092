package org.countersign.learning;

import java.time.Clock;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.ModelBrought;
import org.countersign.policy.Policies;
import org.countersign.prediction.BroughtModel;
import org.countersign.prediction.Model;
import org.countersign.prediction.Models;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Models that were trained elsewhere become challengers here, measured on the examples that are not held back. */
@Component
public class Brought {

    private final ExampleRows examples;
    private final Models models;
    private final Policies policies;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Brought(ExampleRows examples, Models models, Policies policies, ApplicationEventPublisher events, Clock clock) {
        this.examples = examples;
        this.models = models;
        this.policies = policies;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Stores the model as a challenger.
     *
     * @throws org.countersign.decision.InvalidInput if the file is not what it is said to be, or does not fit the policy
     * @throws org.countersign.prediction.LearnerUnavailable if this machine cannot ask such models
     */
    @Transactional
    public Model bring(String useCase, BroughtModel said, byte[] file, String person) {
        var policy = policies.current(useCase);
        var settled = Settled.of(examples.list(useCase, false)).examples();
        var model = models.bring(policy, said, file, Weighing.ALIKE.cases(settled));
        var now = clock.instant();
        // last: until this transaction ends, whatever else happens to the use case waits for it
        events.publishEvent(
                new ModelBrought(useCase, Actor.person(person), now, model.version(), settled.size(), model.digest()));
        return model;
    }
}
