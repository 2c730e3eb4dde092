package org.countersign.learning;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.countersign.policy.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks from time to time whether a retraining is due, or a batch to label. Every node does, and the database lets one of them start it. */
@Component
@EnableConfigurationProperties(LearningSettings.class)
class RetrainingClock implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(RetrainingClock.class);

    private final LearningSettings settings;
    private final Policies policies;
    private final Retrainings retrainings;
    private final LabellingNudge labelling;
    private final ScheduledExecutorService ticking =
            Executors.newSingleThreadScheduledExecutor(RetrainingClock::thread);

    RetrainingClock(LearningSettings settings, Policies policies, Retrainings retrainings, LabellingNudge labelling) {
        this.settings = settings;
        this.policies = policies;
        this.retrainings = retrainings;
        this.labelling = labelling;
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        var every = settings.checkEvery().toMillis();
        if (every > 0) {
            var unused = ticking.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        try {
            policies.all().forEach(inForce -> look(inForce.useCase()));
        } catch (RuntimeException fault) {
            LOG.warn("Whether a retraining is due could not be looked up: {}", fault.getMessage());
        }
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

    @Override
    public void destroy() {
        ticking.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "retraining-clock");
        thread.setDaemon(true);
        return thread;
    }
}
