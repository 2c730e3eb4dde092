package org.countersign.assurance;

import java.time.Clock;
import org.countersign.decision.Recurring;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at new labels again and again, for each use case by itself: a fault with one does not keep the others waiting. */
@Component
class CertifyingJob extends Recurring {

    private static final Logger LOG = LoggerFactory.getLogger(CertifyingJob.class);

    private final Policies policies;
    private final Certifier certifier;
    private final Diligence diligence;
    private final Rates rates;
    private final AssuranceSettings settings;
    private final Clock clock;

    CertifyingJob(
            Policies policies,
            Certifier certifier,
            Diligence diligence,
            Rates rates,
            AssuranceSettings settings,
            Clock clock) {
        super("certifying", settings.certifyEvery());
        this.policies = policies;
        this.certifier = certifier;
        this.diligence = diligence;
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void run() {
        policies.all().stream().map(InForce::useCase).forEach(this::run);
    }

    private void run(String useCase) {
        var now = clock.instant();
        try {
            rates.renew(useCase, now);
            diligence.watch(useCase, now);
            var isMore = true;
            while (isMore && isRunning()) {
                isMore = certifier.readOn(useCase, now.minus(settings.settle()));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("New labels of {} could not be looked at; tried again in {}", useCase, settings.certifyEvery(), e);
        }
    }
}
