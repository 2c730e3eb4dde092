package org.countersign.learning;

import org.countersign.decision.Recurring;
import org.countersign.policy.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Looks from time to time whether a retraining is due, or a batch to label. Every node does, and the database lets one of them start it. */
@Component
@EnableConfigurationProperties(LearningSettings.class)
class RetrainingClock extends Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(RetrainingClock.class);

    private final Policies policies;
    private final Retrainings retrainings;
    private final LabellingNudge labelling;

    RetrainingClock(LearningSettings settings, Policies policies, Retrainings retrainings, LabellingNudge labelling) {
        super("retraining-clock", settings.checkEvery());
        this.policies = policies;
        this.retrainings = retrainings;
        this.labelling = labelling;
    }

    @Override
    protected void run() {
        policies.all().forEach(inForce -> look(inForce.useCase()));
    }

    private void look(String useCase) {
        labelling.nudge(useCase);
        try {
            retrainings
                    .startIfDue(useCase)
                    .ifPresent(r -> LOG.info("Started retraining {} of {}: {}.", r.id(), useCase, r.why()));
        } catch (RuntimeException fault) {
            LOG.warn("The retraining of {} could not be started: {}", useCase, fault.getMessage());
        }
    }
}
