package org.countersign.decision;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Work that a node does again and again while it runs, on a thread of its own. A fault does not end it. */
public abstract class Recurring implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);

    private final String name;
    private final Duration pause;
    private volatile @Nullable ScheduledExecutorService worker;

    /**
     * @param name of the thread
     * @param pause between the end of one run and the next; zero: it never runs
     */
    protected Recurring(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    protected abstract void run();

    @Override
    public void start() {
        var started = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
        worker = started;
        if (!pause.isZero()) {
            var every = pause.toMillis();
            var unused = started.scheduleWithFixedDelay(this::runOnce, every, every, TimeUnit.MILLISECONDS);
        }
    }

    private void runOnce() {
        try {
            run();
        } catch (RuntimeException | LinkageError | StackOverflowError fault) {
            LOG.warn("{} failed; tried again in {}", name, pause, fault);
        }
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
