package org.countersign.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Countersign;
import org.countersign.simulation.World;
import org.countersign.simulation.Worlds;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.FileSystemUtils;

/**
 * A year of credit decisions with drift in the middle, in the whole program with its clock put forward: whether the
 * promise is kept, and whether it is stopped, learned and regained when it no longer can be. Everything comes in by the
 * doors that people and systems use; only the hours at which the program looks by itself are struck here.
 */
public final class SimulatedYear implements AutoCloseable {

    static final double ALPHA = .12;

    private static final long SEED = 2026;
    private static final double ERROR_RATE = .03;
    private static final int WEEK = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final MovedClock clock = new MovedClock();
    private final Instant start =
            LocalDate.now(ZoneOffset.UTC).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
    private final ConfigurableApplicationContext context;
    private final ProcessEngine engine;
    private final World world;
    private final int perDay;
    private final Bank bank;
    private final YearReport report;
    private Set<String> certificates = Set.of();

    /** Arguments: days, decisions a day, the day of the drift; {@code seen} when workers say what the model said. */
    public static void main(String[] arguments) throws IOException {
        var days = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 365;
        var perDay = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        var drift = arguments.length > 2 ? Integer.parseInt(arguments[2]) : days / 2;
        var seen = arguments.length > 3 && arguments[3].equals("seen");
        try (var year = new SimulatedYear(perDay, drift, seen)) {
            for (var day = 0; day < days; day++) {
                year.live(day);
            }
            System.out.println(year.report.text(year.bank.sent()));
        }
        System.exit(0);
    }

    private SimulatedYear(int perDay, int driftDay, boolean seen) throws IOException {
        this.perDay = perDay;
        world = Worlds.forUseCase("credit").driftingFrom((long) driftDay * perDay);
        context = new SpringApplicationBuilder(Countersign.class)
                .profiles("demo")
                .initializers(
                        Shipped::withoutTests,
                        (GenericApplicationContext started) -> started.registerBean(
                                "movedClock", Clock.class, () -> clock, definition -> definition.setPrimary(true)))
                .run(
                        "--spring.datasource.url=jdbc:h2:mem:year;DB_CLOSE_DELAY=-1;QUERY_CACHE_SIZE=256",
                        "--countersign.rules=" + rules(),
                        "--server.port=0",
                        "--countersign.simulation.examples=1500",
                        "--countersign.simulation.decisions=0",
                        "--countersign.assurance.certify-every=P1000D",
                        "--countersign.learning.check-every=PT0S",
                        "--countersign.monitoring.check-every=PT0S",
                        "--camunda.bpm.job-execution.wait-time-in-millis=20",
                        "--camunda.bpm.job-execution.max-wait=40",
                        "--logging.level.root=WARN",
                        "--spring.main.banner-mode=off");
        engine = context.getBean(ProcessEngine.class);
        var port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        bank = new Bank(port, engine, "credit", world.labels(), ERROR_RATE, seen);
        report = new YearReport(driftDay, ALPHA, world.drift());
        note(0, bank.champion());
    }

    /** The shipped rules of credit, with a policy that waives nothing. */
    private static Path rules() throws IOException {
        var folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target")).toAbsolutePath(), "year");
        FileSystemUtils.copyRecursively(Path.of("rules", "credit"), folder.resolve("credit"));
        var policy = folder.resolve("credit").resolve("policy.yaml");
        var changed = Files.readString(policy);
        for (var change : Map.of(
                        "assurance: advisory",
                        "assurance: required",
                        "errorBudget: {alpha: 0.10, delta: 0.05}",
                        "errorBudget: {alpha: " + ALPHA + ", delta: 0.05, onTheLoop: {alpha: 0.4}}",
                        "spotChecks: {rate: 0.05, onTheLoopRate: 0.10}",
                        "spotChecks: {rate: 0.05, onTheLoopRate: 0.10, detect: {factor: 2, within: P30D}, onWarning: stop}",
                        "\nreview:",
                        "\nlearning: {retrainAfter: 600}\n\nreview:")
                .entrySet()) {
            if (!changed.contains(change.getKey())) {
                throw new IllegalStateException("The policy has changed: " + change.getKey());
            }
            changed = changed.replace(change.getKey(), change.getValue());
        }
        Files.writeString(policy, changed);
        return folder;
    }

    private void live(int day) {
        at(day, 9);
        for (var i = 0; i < perDay; i++) {
            bank.send(world.at(SEED, (long) day * perDay + i), day);
        }
        at(day, 12);
        quiet();
        bank.review();
        at(day, 17);
        strike("certifyingJob");
        note(day, bank.champion());
        for (var alarm : bank.lookIntoAlarms()) {
            report.alarm(day, alarm);
        }
        bank.review();
        strike("driftClock");
        strike("retrainingClock");
        quiet();
        bank.decideOnChallenger().ifPresent(word -> report.event(day, word));
        if (bank.resume()) {
            report.event(day, "supervisor resumes");
        }
        note(day, bank.champion());
        report.endOfDay(day, !certificates.isEmpty() && !bank.isStopped());
        System.err.printf("day %d %s%n", day, day % WEEK == 0 ? bank.outlook() : "");
    }

    /** What the program does by itself when it is time. */
    private void strike(String bean) {
        ReflectionTestUtils.invokeMethod(context.getBean(bean), "run");
    }

    private void note(int day, String champion) {
        var now = bank.certificates();
        var fresh = new LinkedHashSet<>(now.keySet());
        fresh.removeAll(certificates);
        fresh.forEach(id -> report.certified(day, champion, now.get(id)));
        if (now.isEmpty() && !certificates.isEmpty()) {
            report.event(day, "certificate lost");
        }
        certificates = Set.copyOf(now.keySet());
    }

    private void at(int day, int hour) {
        clock.forwardTo(start.plus(Duration.ofDays(day)).plus(Duration.ofHours(hour)));
    }

    /** Timers that are due have fired, and trainings are done. */
    private void quiet() {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> jobs() == 0);
    }

    private long jobs() {
        return engine.getManagementService()
                        .createJobQuery()
                        .processDefinitionKey("decision")
                        .executable()
                        .count()
                + engine.getManagementService()
                        .createJobQuery()
                        .processDefinitionKey("retraining")
                        .executable()
                        .count();
    }

    @Override
    public void close() {
        context.close();
    }
}
