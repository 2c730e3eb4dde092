package org.countersign.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;
import static org.countersign.rehearsal.SyntheticLedger.END;
import static org.countersign.rehearsal.SyntheticLedger.START;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Reason;
import org.countersign.rehearsal.BackTestReport.NotReplayed;
import org.countersign.rehearsal.BackTestRun.State;
import org.countersign.rehearsal.LevelMatrix.Cell;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.FactType;
import org.countersign.routing.Literal;
import org.countersign.routing.Operator;
import org.countersign.routing.Pattern;
import org.countersign.routing.Rule;
import org.countersign.routing.RuleFile;
import org.countersign.routing.RuleReader;
import org.countersign.routing.RuleSet;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BackTestsTests {

    private static final int DECISIONS = 3000;

    private static SyntheticLedger ledger;
    private static BackTests backTests;

    @BeforeAll
    static void fill() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        ledger = new SyntheticLedger(database);
        ledger.fill(DECISIONS);
        backTests = ledger.bean(BackTests.class);
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @Test
    void changesNothingWhenNothingChanges() {
        var report = report(ended(ledger.same(), START, END));

        assertThat(report.levels().total()).isEqualTo(DECISIONS);
        assertThat(report.levels().cells())
                .filteredOn(cell -> cell.before() != cell.after())
                .hasSize(6)
                .allMatch(cell -> cell.decisions() == 0);
        assertThat(report.changed()).isZero();
        assertThat(report.errorAfter()).isEqualTo(report.errorBefore());
        assertThat(report.load().queues())
                .isNotEmpty()
                .allMatch(q -> q.before() == q.after() && q.busiestBefore() == q.busiestAfter());
        assertThat(report.groups())
                .allSatisfy(effect -> assertThat(effect.groups())
                        .allMatch(g -> g.automatic().before() == g.automatic().after()));
    }

    @Test
    void routesAsRecordedUnderTheVersionsInForce() {
        var report = report(ended(ledger.same(), START, END));

        assertThat(report.otherThanRecorded()).isZero();
        for (var level :
                report.levels().cells().stream().map(Cell::before).distinct().toList()) {
            assertThat(report.levels().before(level))
                    .isPositive()
                    .isEqualTo(ledger.ids("select id from decision where level = ? and id like '0%'", level.name())
                            .size());
        }
    }

    @Test
    void countsAndListsWhatWouldGoAnotherWay() {
        var run = ended(ledger.stricter(), START, END);
        var report = report(run);
        var levels = report.levels();

        assertThat(levels.total()).isEqualTo(DECISIONS).isEqualTo(run.done()).isEqualTo(run.total());
        assertThat(levels.lessStrict()).isZero();
        assertThat(levels.stricter()).isPositive().isEqualTo(report.changed());
        assertThat(levels.count(AUTO_APPROVE, HUMAN_IN_THE_LOOP)
                        + levels.count(AUTO_APPROVE, HUMAN_ON_THE_LOOP)
                        + levels.count(AUTO_APPROVE, AUTO_APPROVE))
                .isEqualTo(levels.before(AUTO_APPROVE));
        var changes = backTests.changes("credit", run.id(), 0, 10_000);
        assertThat(changes).hasSize((int) Math.min(report.changed(), BackTests.MOST_CHANGES));
        assertThat(changes).isSortedAccordingTo((a, b) -> a.decisionId().compareTo(b.decisionId()));
        assertThat(changes.get(0).because()).contains("sure");
        assertThat(backTests.changes("credit", run.id(), 5, 2)).isEqualTo(changes.subList(5, 7));
        assertThat(backTests.changesKept("credit", run.id())).isEqualTo(changes.size());
    }

    @Test
    void weighsTheWork() {
        var report = report(ended(ledger.stricter(), START, END));
        var load = report.load();

        assertThat(load.days()).isEqualTo(30);
        assertThat(load.byDay().stream().mapToLong(Load.DayLoad::after).sum())
                .isEqualTo(
                        load.queues().stream().mapToLong(Load.QueueLoad::after).sum());
        assertThat(load.queues())
                .extracting(Load.QueueLoad::queue)
                .containsExactly("credit-review", "credit-senior", "credit-supervision");
        assertThat(load.queues()).anyMatch(q -> q.after() > q.before() && q.busiestAfter() > q.busiestBefore());
        assertThat(load.spotChecksBefore())
                .isEqualTo(
                        (.05 * report.levels().before(AUTO_APPROVE)
                                        + .10 * report.levels().before(HUMAN_ON_THE_LOOP))
                                / 30,
                        within(1e-9));
    }

    @Test
    void estimatesTheErrorAndComparesGroups() {
        var report = report(ended(ledger.stricter(), START, END));

        assertThat(report.errorBefore().error()).isBetween(.0, .12);
        assertThat(report.errorBefore().low()).isLessThan(report.errorBefore().error());
        assertThat(report.errorBefore().high())
                .isGreaterThan(report.errorBefore().error());
        var status = report.groups().stream()
                .filter(g -> g.field().equals("personal_status_sex"))
                .findFirst()
                .orElseThrow();
        assertThat(status.reference()).isEqualTo("male, divorced or separated (A91)");
        assertThat(status.groups()).hasSize(4).anySatisfy(group -> {
            assertThat(group.decisions()).isLessThan(GroupEffect.LEAST);
            assertThat(group.automatic().ratioAfter().note()).isEqualTo("insufficient data");
            assertThat(group.automatic().ratioAfter().value()).isNull();
        });
        assertThat(status.groups()).anySatisfy(group -> {
            var ratio = group.automatic().ratioAfter();
            assertThat(ratio.value()).isBetween(ratio.low(), ratio.high());
        });
        assertThat(report.groups())
                .filteredOn(g -> g.field().equals("age"))
                .singleElement()
                .satisfies(age -> assertThat(age.groups()).hasSize(4));
    }

    @Test
    void saysEachFindingInASentence() {
        var report = report(ended(ledger.stricter(), START, END));

        assertThat(report.sentences())
                .anyMatch(s -> s.startsWith("3,000 of 3,000 decisions from 2025-03-01 00:00 to 2025-03-31 00:00 (UTC)"))
                .anyMatch(s -> s.matches("[0-9,]+ would go another way \\([0-9.]+ %\\): [0-9,]+ to a stricter.*"))
                .anyMatch(s -> s.startsWith("Queue credit-review: "))
                .anyMatch(s -> s.startsWith("Expected error among auto-approved decisions under the candidate: "))
                .anyMatch(s -> s.startsWith("Personal status and sex, female"));
    }

    @Test
    void digestsToTheSameFromTheSameRecords() {
        var first = ended(ledger.stricter(), START, END);
        var second = ended(ledger.stricter(), START, END);
        var other = ended(ledger.stricter(), START, END.minus(1, ChronoUnit.DAYS));

        assertThat(first.digest()).hasSize(64).isEqualTo(second.digest()).isNotEqualTo(other.digest());
        assertThat(BackTestReport.digest(
                        backTests.reportJson("credit", first.id()).orElseThrow()))
                .isEqualTo(first.digest());
        assertThat(report(first).json())
                .isEqualTo(backTests.reportJson("credit", first.id()).orElseThrow());
    }

    @Test
    void countsApartWhatCannotBeReplayed() {
        var from = Instant.parse("2025-01-01T00:00:00Z");
        ledger.jdbc().update("""
                insert into decision (id, use_case, caller, request_digest, request, policy, rule_set, level, status, facts,
                                      created_at)
                values ('fault', 'credit', 'bot', '', '{}', '', '', 'HUMAN_IN_THE_LOOP', 'FINAL', '{}',
                        timestamp with time zone '2025-01-02 00:00:00+00')""");

        ledger.jdbc().update("""
                insert into decision (id, use_case, caller, request_digest, request, policy, rule_set, level, status,
                                      prediction, facts, created_at)
                values ('broken', 'credit', 'bot', '', '{', '', '', 'HUMAN_IN_THE_LOOP', 'FINAL', '{',  '{',
                        timestamp with time zone '2025-01-02 00:00:00+00')""");

        var report = report(ended(ledger.same(), from, START));

        assertThat(report.decisions()).isEqualTo(2);
        assertThat(report.levels().total()).isZero();
        assertThat(report.notReplayed())
                .containsExactly(new NotReplayed(
                        "A fault kept the rules from seeing the case, or its record cannot be read.", 2));
        assertThat(report.errorAfter().cannot()).contains("n = 0");
        assertThat(report.sentences()).anyMatch(s -> s.startsWith("2 could not be replayed"));
    }

    @Test
    void countsWhatTheCandidatesRulesFailOnAsDecidedByAPerson() {
        var impossible =
                new Pattern(FactType.CASE, List.of(new Comparison("purpose", Operator.MORE, new Literal.Numeric(3))));
        var rule = new Rule("impossible", "o", "r", null, null, List.of(impossible), List.of());
        var rules = new RuleSet(List.of(rule));

        var run = ended(new Candidate("failing", rules.version(), rules, ledger.policy()), START, END);

        assertThat(report(run).levels().after(HUMAN_IN_THE_LOOP)).isEqualTo(DECISIONS);
        assertThat(report(run).failedAfter()).isEqualTo(DECISIONS);
        assertThat(report(run).failedBefore()).isZero();
        assertThat(report(run).notReplayed()).isEmpty();
        assertThat(report(run).load().queues())
                .anySatisfy(q -> assertThat(q.after()).isEqualTo(DECISIONS));
        assertThat(report(run).sentences())
                .contains("The candidate's rules fail on 3,000 decisions; these count as decided by a person.");
    }

    @Test
    void saysThatPublishingVoidsTheCertificatesThatThePolicyRequires() {
        var required = ledger.policyWith("assurance: advisory", "assurance: required");
        var candidate =
                new Candidate("required", ledger.same().version(), ledger.same().rules(), required);
        var voids = "publishing this voids";

        assertThat(report(ended(candidate, START, END)).sentences()).anyMatch(s -> s.contains(voids));
        assertThat(report(ended(ledger.stricter(), START, END)).sentences()).noneMatch(s -> s.contains(voids));
    }

    @Test
    void takesAFieldThatThePolicyGainsForMissing() {
        var policy =
                ledger.policyWith("    - name: telephone", "    - {name: income, type: number}\n    - name: telephone");
        var rules = RuleReader.readAll(
                List.of(
                        new RuleFile(
                                "r",
                                "rule \"all\" @owner(\"o\") @rationale(\"r\") when Case( income > 0 ) then route.approve(\"x\"); end")),
                policy);

        var run = ended(new Candidate("new field", rules.version(), rules, policy), START, END);

        assertThat(report(run).levels().after(HUMAN_IN_THE_LOOP)).isEqualTo(DECISIONS);
        assertThat(backTests.changes("credit", run.id(), 0, 1).get(0).because())
                .contains("The rules read income, which is missing.");
    }

    @Test
    void stopsWhenCancelled() {
        var waiting = backTests.start(ledger.stricter(), START, END, "officer");
        var id = backTests.start(ledger.stricter(), START, END, "officer");

        assertThat(backTests.cancel("credit", id).state()).isEqualTo(State.CANCELLED);
        await().until(() -> backTests.find("credit", waiting).state() == State.DONE);
        assertThat(ended(ledger.same(), START, END).state()).isEqualTo(State.DONE);
        assertThat(backTests.find("credit", id).state()).isEqualTo(State.CANCELLED);
        assertThat(backTests.report("credit", id)).isEmpty();
    }

    @Test
    void stopsARunUnderWayBetweenTwoPages() {
        var rows = ledger.bean(BackTestRows.class);
        var seen = new ArrayList<Long>();
        var live = Replay.of(ledger.same());
        var ended = ledger.bean(BackTest.class)
                .run(new BackTest.Plan("credit", live, live, START, END), (done, changed) -> {
                    seen.add(done);
                    return done < 1000;
                });

        assertThat(ended).isEmpty();
        assertThat(seen).containsExactly(500L, 1000L);
        assertThat(rows.progress("none", 5)).isFalse();
    }

    @Test
    void showsARunWhoseNodeDiedAsInterrupted() {
        var run = ended(ledger.same(), START, END);
        ledger.jdbc()
                .update(
                        "update back_test set id = 'dead', state = 'RUNNING', heartbeat = dateadd(minute, -2, heartbeat)"
                                + " where id = ?",
                        run.id());

        assertThat(backTests.find("credit", "dead").state()).isEqualTo(State.INTERRUPTED);
    }

    @Test
    void saysThatItLivesWhileAnotherRunBegins() {
        var growing = new AbstractCollection<String>() {
            private int looked;

            @Override
            public Iterator<String> iterator() {
                looked++;
                return Collections.nCopies(looked, "none").iterator();
            }

            @Override
            public int size() {
                return looked + 1;
            }
        };

        assertThatNoException().isThrownBy(() -> ledger.bean(BackTestRows.class).beat(growing));
    }

    @Test
    void saysWhyARunFailed() {
        var strange = new Candidate(
                "strange",
                ledger.same().version(),
                ledger.same().rules(),
                ledger.policyWith("    - name: credit_amount", "    - name: sum"));

        var run = ended(strange, START, END);

        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.failure()).isEqualTo("No field credit_amount");
    }

    @Test
    void keepsToTheLogWhatOtherPeoplesCodeSaidOfAFailure() {
        ledger.jdbc().update("alter table decision alter column facts rename to elsewhere");
        try {
            var run = ended(ledger.same(), START, END);

            assertThat(run.state()).isEqualTo(State.FAILED);
            assertThat(run.failure()).isEqualTo("Something failed that a person has to look into; the log says more.");
        } finally {
            ledger.jdbc().update("alter table decision alter column elsewhere rename to facts");
        }
    }

    @Test
    void refusesAnEmptyPeriodAndOtherUseCasesRuns() {
        var id = ended(ledger.same(), START, END).id();

        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> backTests.start(ledger.same(), END, START, "officer"));
        assertThatExceptionOfType(BackTestNotFound.class).isThrownBy(() -> backTests.find("triage", id));
        assertThatExceptionOfType(BackTestNotFound.class).isThrownBy(() -> backTests.report("credit", "none"));
    }

    @Test
    void takesRecordedReasonsForWhetherAnyoneWatched() {
        var candidate = ledger.same();
        var facts = ledger.bean(RecordedDecisions.class)
                .find(
                        "credit",
                        ledger.ids("select id from decision where level = 'HUMAN_ON_THE_LOOP'").stream()
                                .findFirst()
                                .orElseThrow())
                .orElseThrow()
                .replayable();

        assertThat(Replay.of(candidate).of(facts, true).level()).isEqualTo(HUMAN_ON_THE_LOOP);
        assertThat(Replay.of(candidate).of(facts, false).reasons())
                .extracting(Reason::rule)
                .contains("supervision");
    }

    private static BackTestRun ended(Candidate candidate, Instant from, Instant to) {
        var id = backTests.start(candidate, from, to, "officer");
        await().until(() -> backTests.find("credit", id).endedAt() != null);
        return backTests.find("credit", id);
    }

    private static BackTestReport report(BackTestRun run) {
        assertThat(run.state()).as(run.failure()).isEqualTo(State.DONE);
        return backTests.report("credit", run.id()).orElseThrow();
    }
}
