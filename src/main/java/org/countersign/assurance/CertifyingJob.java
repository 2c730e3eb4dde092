package org.countersign.assurance;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at new labels again and again, for each use case by itself: a fault with one does not keep the others waiting. */
@Component
class CertifyingJob implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(CertifyingJob.class);

    private final Policies policies;
    private final Certifier certifier;
    private final Diligence diligence;
    private final Rates rates;
    private final AssuranceSettings settings;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService worker;

    CertifyingJob(
            Policies policies,
            Certifier certifier,
            Diligence diligence,
            Rates rates,
            AssuranceSettings settings,
            Clock clock) {
        this.policies = policies;
        this.certifier = certifier;
        this.diligence = diligence;
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
    }

    private void run() {
        try {
            policies.all().stream().map(InForce::useCase).forEach(this::run);
        } catch (RuntimeException | LinkageError noDatabase) {
            LOG.warn("New labels could not be looked at; tried again in {}", settings.certifyEvery(), noDatabase);
        }
    }

    private void run(String useCase) {
        var now = clock.instant();
        try {
            rates.renew(useCase, now);
            diligence.watch(useCase, now);
            var isMore = true;
            while (isMore && worker != null) {
                isMore = certifier.readOn(useCase, now.minus(settings.settle()));
            }
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.warn("New labels of {} could not be looked at; tried again in {}", useCase, settings.certifyEvery(), e);
        }
    }

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "certifying");
            thread.setDaemon(true);
            return thread;
        });
        worker = started;
        var pause = settings.certifyEvery().toMillis();
        var unused = started.scheduleWithFixedDelay(this::run, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** What is under way ends by itself, or is rolled back with the connection; it is done again next time. */
    @Override
    public void stop() {
        var running = worker;
        worker = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }
}
