package org.countersign.monitoring;

import org.countersign.decision.Recurring;
import org.countersign.policy.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Looks for drift from time to time, in each use case by itself. */
@Component
@EnableConfigurationProperties(MonitoringSettings.class)
class DriftClock extends Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(DriftClock.class);

    private final Policies policies;
    private final Drifts drifts;

    DriftClock(MonitoringSettings settings, Policies policies, Drifts drifts) {
        super("drift-clock", settings.checkEvery());
        this.policies = policies;
        this.drifts = drifts;
    }

    @Override
    protected void run() {
        policies.all().forEach(inForce -> look(inForce.useCase()));
    }

    private void look(String useCase) {
        try {
            drifts.look(useCase);
        } catch (RuntimeException fault) {
            LOG.warn("Whether cases of {} have changed could not be looked up", useCase, fault);
        }
    }
}
