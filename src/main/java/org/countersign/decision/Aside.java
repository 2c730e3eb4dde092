package org.countersign.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Work done aside by one thread, in batches. So much may wait and no more: beyond that it is refused, so that those who
 * hand it over never wait.
 */
public final class Aside<T> {

    private final ArrayBlockingQueue<T> waiting;
    private final int batch;
    private final Consumer<List<T>> work;
    private final AtomicBoolean working = new AtomicBoolean();
    private final ExecutorService worker;

    /** @param work must not throw */
    public Aside(String name, int mostWaiting, int batch, Consumer<List<T>> work) {
        this.waiting = new ArrayBlockingQueue<>(mostWaiting);
        this.batch = batch;
        this.work = work;
        this.worker = Executors.newSingleThreadExecutor(task -> thread(name, task));
    }

    /** False when too much waits: it is not done. */
    public boolean offer(T item) {
        var taken = waiting.offer(item);
        begin();
        return taken;
    }

    public void stop() {
        worker.shutdownNow();
    }

    private void begin() {
        if (working.compareAndSet(false, true)) {
            try {
                worker.execute(this::drain);
            } catch (RejectedExecutionException stopping) {
                working.set(false);
            }
        }
    }

    private void drain() {
        try {
            var items = new ArrayList<T>(batch);
            while (waiting.drainTo(items, batch) > 0) {
                work.accept(List.copyOf(items));
                items.clear();
            }
        } finally {
            working.set(false);
        }
        if (!waiting.isEmpty()) {
            begin();
        }
    }

    private static Thread thread(String name, Runnable task) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
