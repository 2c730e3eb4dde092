package org.countersign.benchmark;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.learning.Retrainings;
import org.countersign.simulation.SimulatedCase;
import org.countersign.simulation.World;
import org.countersign.simulation.Worlds;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;

/** {@link SimulatedYear} in seconds: large budgets, and after the drift half of all cases are of the kind that changed. */
@CountersignTest
class ClosedLoopTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TAUGHT = 700;
    private static final int MOST_UNTIL_ALARM = 120;

    private final World before = Worlds.forUseCase("credit");
    private final World after = before.driftingFrom(0);

    @LocalServerPort
    private int port;

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext context;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private Retrainings retrainings;

    @Autowired
    private Ledger ledger;

    @Test
    void stopsWhenTheWorldDriftsAndRegainsItsCertificateByLearning() {
        var bank = open("turning", .02, false);
        send(bank, before.cases(3), 20);
        assertThat(bank.certificates()).isNotEmpty();
        assertThat(bank.isStopped()).isFalse();

        assertThat(untilAlarm(bank)).as("decisions until the alarm").isLessThan(MOST_UNTIL_ALARM);
        assertThat(bank.isStopped()).isTrue();
        assertThat(bank.certificates()).isEmpty();
        assertThat(bank.lookIntoAlarms()).hasSize(1);
        bank.review();
        var first = challenger(bank);
        assertThat(first).contains("started by the alarm");

        if (first.startsWith("rejected")) {
            assertThat(bank.resume()).as("with the model that broke its promise").isFalse();
            send(bank, drifted(5), 110);
            assertThat(retrainings.startIfDue("turning")).isPresent();
            assertThat(challenger(bank)).startsWith("promoted");
        }
        assertThat(bank.certificates()).as("on labels from before the alarm").isEmpty();
        assertThat(bank.resume()).isTrue();

        for (var sent = 0; bank.certificates().isEmpty() && sent < 300; sent += 50) {
            send(bank, drifted(7 + sent), 50);
            certify("turning");
        }
        var regained = bank.certificates().values();
        assertThat(regained).isNotEmpty().allSatisfy(c -> assertThat(
                        c.at("/cell/model").asText())
                .isEqualTo(bank.champion()));
        assertThat(send(bank, drifted(9), 40)).anyMatch(Bank.Sent::isUnseen);
        assertThat(ledger.trail("use-case:turning"))
                .containsSubsequence(
                        "Certified", "StopSwitched", "CertificatesVoided", "Alarmed", "ModelTrained", "ModelPromoted",
                        "StopSwitched", "Certified");
    }

    @Test
    void raisesNoAlarmWhenThoseWhoCheckRepeatTheModel() {
        var bank = open("unseeing", .02, true);
        send(bank, before.cases(3), 20);

        var wrong = send(bank, drifted(4), MOST_UNTIL_ALARM).stream()
                .filter(s -> s.isUnseen() && s.isWrong())
                .count();

        assertThat(wrong).isGreaterThan(5);
        assertThat(bank.alarms()).isEmpty();
    }

    /** A use case whose model is certified by imported cases. */
    private Bank open(String useCase, double errorRate, boolean repeatAnswers) {
        trials.open(
                useCase,
                text -> text.replace("assurance: advisory", "assurance: required")
                        .replace("alpha: 0.10, delta: 0.05", "alpha: 0.2, delta: 0.2")
                        .replace("rate: 0.05, onTheLoopRate: 0.10", "rate: 0.9, onTheLoopRate: 0.9, onWarning: stop")
                        .replace("\nreview:", "\nlearning: {retrainAfter: 100}\n\nreview:"),
                TrialUseCases.APPROVE_ALL,
                null);
        var owner = Caller.at(port, "owner");
        var path = "/api/v1/use-cases/" + useCase;
        assertThat(owner.post(path + "/examples", examples()).status()).isEqualTo(200);
        var run = owner.post(path + "/training-runs", "{\"learner\": \"LINEAR\"}")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var model = await().atMost(30, SECONDS)
                .until(
                        () -> owner.get(run).body().path("challenger").asText(),
                        challenger -> !challenger.isEmpty());
        assertThat(owner.post(path + "/models/" + model + "/promotion", "").status())
                .isEqualTo(200);
        return new Bank(port, engine, useCase, before.labels(), errorRate, repeatAnswers);
    }

    private String examples() {
        var rows = JSON.createArrayNode();
        before.cases(1).limit(TAUGHT).forEach(made -> {
            var row = JSON.createObjectNode();
            made.subject().fields().forEach((name, value) -> row.set(name, JSON.valueToTree(value)));
            rows.add(row.put("risk", made.truth()));
        });
        return rows.toString();
    }

    private Stream<SimulatedCase> drifted(long seed) {
        var every = new java.util.concurrent.atomic.AtomicBoolean();
        return after.cases(seed).filter(made -> {
            var wanted = after.drifts(made.subject()) == every.get();
            if (wanted) {
                every.set(!every.get());
            }
            return wanted;
        });
    }

    private static List<Bank.Sent> send(Bank bank, Stream<SimulatedCase> cases, int count) {
        var sent = cases.limit(count).map(made -> bank.send(made, 0)).toList();
        bank.review();
        return sent;
    }

    private int untilAlarm(Bank bank) {
        var cases = drifted(4).iterator();
        var sent = 0;
        while (bank.alarms().isEmpty() && sent < MOST_UNTIL_ALARM) {
            bank.send(cases.next(), 0);
            bank.review();
            sent++;
        }
        return sent;
    }

    /** What the owner says of the challenger that is on its way. */
    private static String challenger(Bank bank) {
        return await().atMost(60, SECONDS).until(bank::decideOnChallenger, java.util.Optional::isPresent).orElseThrow();
    }

    private void certify(String useCase) {
        ReflectionTestUtils.invokeMethod(context.getBean("certifier"), "readOn", useCase, Instant.now());
    }
}
