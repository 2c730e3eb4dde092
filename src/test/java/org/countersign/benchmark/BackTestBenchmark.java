package org.countersign.benchmark;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.UUID;
import org.countersign.rehearsal.BackTestRun;
import org.countersign.rehearsal.BackTestRun.State;
import org.countersign.rehearsal.BackTests;
import org.countersign.rehearsal.SyntheticLedger;
import org.slf4j.LoggerFactory;

/**
 * Back-tests 100,000 made-up decisions in an H2 file and prints seconds, processor time and memory. Run with a small heap to see that it
 * does not grow: {@code java -Xmx128m -cp … org.countersign.benchmark.BackTestBenchmark [decisions [jdbc-url]]}.
 */
public final class BackTestBenchmark {

    private BackTestBenchmark() {}

    public static void main(String[] args) throws InterruptedException {
        int decisions = args.length == 0 ? 100_000 : Integer.parseInt(args[0]);
        var file = System.getProperty("java.io.tmpdir") + "/back-test-" + UUID.randomUUID();
        var url = args.length < 2 ? "jdbc:h2:file:" + file + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1" : args[1];
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        var settings = new HikariConfig();
        settings.setJdbcUrl(url);
        try (var database = new HikariDataSource(settings);
                var ledger = new SyntheticLedger(database)) {
            ledger.fill(decisions);
            var backTests = ledger.bean(BackTests.class);
            for (int run = 0; run < 2; run++) {
                long start = System.nanoTime();
                long cpu = cpu();
                var ended = ended(backTests, ledger);
                double seconds = (System.nanoTime() - start) / 1e9;
                double cpuSeconds = (cpu() - cpu) / 1e9;
                System.gc();
                var runtime = Runtime.getRuntime();
                System.out.printf(
                        "run %d: %s, %d decisions in %.1f s (%.1f s of processor time); heap after %d MB of at most %d MB%n",
                        run + 1,
                        ended.state(),
                        ended.done(),
                        seconds,
                        cpuSeconds,
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                        runtime.maxMemory() >> 20);
                if (run == 0) {
                    backTests
                            .report("credit", ended.id())
                            .orElseThrow()
                            .sentences()
                            .forEach(System.out::println);
                }
            }
        }
    }

    private static BackTestRun ended(BackTests backTests, SyntheticLedger ledger) {
        var id = backTests.start(ledger.stricter(), SyntheticLedger.START, SyntheticLedger.END, "benchmark");
        return await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofMinutes(10))
                .until(
                        () -> backTests.find("credit", id),
                        run -> run.state() != State.QUEUED && run.state() != State.RUNNING);
    }

    /** Of the whole program: collecting garbage and the database in the same process count, too. */
    private static long cpu() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }
}
