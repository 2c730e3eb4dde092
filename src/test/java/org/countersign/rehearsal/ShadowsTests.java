package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

class ShadowsTests {

    private static final int DECISIONS = 2500;

    private static SyntheticLedger ledger;
    private static Shadows shadows;

    @BeforeAll
    static void fill() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        ledger = new SyntheticLedger(database);
        ledger.fill(DECISIONS);
        shadows = ledger.bean(Shadows.class);
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @AfterEach
    void stop() {
        shadows.stop("credit", "officer");
    }

    @Test
    void countsAndKeepsWhatItWouldHaveDecidedOtherwise() {
        shadows.start(ledger.stricter(), "officer");
        ledger.publishRouted(ids(0, 600));

        await().until(() -> run().levels().total() == 600);
        var live = Replay.of(ledger.same());
        var stricter = Replay.of(ledger.stricter());
        var expected = new LevelCounts();
        for (var id : ids(0, 600)) {
            var decision =
                    ledger.bean(RecordedDecisions.class).find("credit", id).orElseThrow();
            expected.add(live.of(decision).level(), stricter.of(decision).level());
        }
        assertThat(run().levels()).isEqualTo(expected.matrix());
        assertThat(run().levels().stricter()).isPositive();
        assertThat(shadows.differences("credit", 1000))
                .hasSize((int) Math.min(run().levels().stricter(), ShadowRows.MOST_DIFFERENCES))
                .isSortedAccordingTo((a, b) -> b.decisionId().compareTo(a.decisionId()))
                .allMatch(c -> c.after().compareTo(c.before()) > 0);
        assertThat(run().failed() + run().dropped()).isZero();
    }

    @Test
    void runsNoPolicyThatIsNoVersionYet() {
        var draft = ledger.policyWith("floor: AUTO_APPROVE", "floor: HUMAN_IN_THE_LOOP");
        var candidate =
                new Candidate("draft", ledger.same().version(), ledger.same().rules(), draft);

        assertThatExceptionOfType(NotYetAVersion.class)
                .isThrownBy(() -> shadows.start(candidate, "officer"))
                .withMessageContaining("propose it first");
        shadows.start(ledger.same(), "officer");
    }

    @Test
    void keepsTheNewestDifferencesOnly() {
        shadows.start(ledger.strictest(), "officer");
        ledger.publishRouted(ids(0, 900));
        await().until(() -> run().levels().total() == 900);
        ledger.publishRouted(ids(900, 1800));
        await().until(() -> run().levels().total() == 1800);

        assertThat(run().levels().stricter()).isGreaterThan(ShadowRows.MOST_DIFFERENCES);
        assertThat(shadows.differences("credit", 1000))
                .hasSize(ShadowRows.MOST_DIFFERENCES)
                .element(0)
                .extracting(ChangedCase::decisionId)
                .isEqualTo(ledger.ids("select max(decision_id) from shadow_difference")
                        .iterator()
                        .next());
    }

    @Test
    void dropsWhatItCannotKeepUpWithAndCountsIt() {
        shadows.start(ledger.stricter(), "officer");
        ledger.publishRouted(ids(0, DECISIONS));

        await().until(() -> run().levels().total() + run().dropped() == DECISIONS);
        assertThat(run().dropped()).isPositive();
    }

    @Test
    void failsWithoutAnyoneNoticingButTheCount() {
        shadows.start(ledger.stricter(), "officer");
        ledger.jdbc().update("update shadow set rules = 'no rules at all' where running_for is not null");

        ledger.publishRouted(ids(0, 3));

        await().until(() -> run().failed() == 3);
        assertThat(run().levels().total()).isZero();
    }

    @Test
    void doesNotSeeWhatWasRolledBack() {
        shadows.start(ledger.stricter(), "officer");
        ledger.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            ledger.publishRouted(ids(0, 5));
            status.setRollbackOnly();
        });
        ledger.publishRouted(ids(5, 6));

        await().until(() -> run().levels().total() > 0);
        assertThat(run().levels().total()).isOne();
    }

    @Test
    void runsOneAtATime() {
        shadows.start(ledger.stricter(), "officer");

        assertThatExceptionOfType(ShadowConflict.class).isThrownBy(() -> shadows.start(ledger.same(), "officer2"));
        shadows.stop("credit", "officer2");
        assertThat(run().stoppedBy()).isEqualTo("officer2");
        assertThatExceptionOfType(ShadowConflict.class).isThrownBy(() -> shadows.stop("credit", "officer"));
        shadows.start(ledger.same(), "officer2");
        assertThat(run().stoppedAt()).isNull();
    }

    private ShadowRun run() {
        return shadows.latest("credit").orElseThrow();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj("%08d"::formatted).toList();
    }
}
