package org.countersign.benchmark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * What a contender did when it had the machine.
 *
 * @param rate decisions per second
 * @param cpu microseconds of processor time that a decision took this JVM, all its threads together; other processes
 *     on the machine do not add to it, and neither does a database server
 */
record Turn(double rate, double cpu) {

    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** By number, as a busy machine has not compiled the code after some time; but not for ever. */
    static void warmUp(Contender contender, int decisions) throws InterruptedException {
        double done = 0;
        for (int second = 0; second < 15 && done < decisions; second++) {
            done += of(contender, 4, 1000).rate();
        }
    }

    static Turn of(Contender contender, int threads, int milliseconds) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            long from = System.nanoTime();
            long cpuFrom = MACHINE.getProcessCpuTime();
            Callable<Integer> decide = () -> {
                int count = 0;
                for (; System.nanoTime() - from < milliseconds * 1_000_000L; count++) {
                    contender.decide();
                }
                return count;
            };
            double sum = 0;
            for (var count : pool.invokeAll(Collections.nCopies(threads, decide))) {
                sum += count.get();
            }
            return new Turn(
                    sum * 1e9 / (System.nanoTime() - from), (MACHINE.getProcessCpuTime() - cpuFrom) / 1e3 / sum);
        } catch (ExecutionException e) {
            throw new IllegalStateException(contender.title() + " failed", e.getCause());
        } finally {
            pool.shutdown();
        }
    }
}
