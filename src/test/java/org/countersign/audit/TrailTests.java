package org.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.UUID;
import org.countersign.decision.Actor;
import org.countersign.decision.UseCaseEvent.StopSwitched;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

class TrailTests {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678901Z");
    private static final String STREAM = "use-case:credit";

    private JdbcClient jdbc;
    private TransactionTemplate transaction;
    private Trail trail;

    @BeforeEach
    void fourEntries() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("db/changelog/audit.sql")).execute(h2);
        jdbc = JdbcClient.create(h2);
        var transactions = new DataSourceTransactionManager(h2);
        transaction = new TransactionTemplate(transactions);
        trail = new Trail(jdbc, transactions);
        transaction.executeWithoutResult(status -> {
            append("credit", "one");
            append("credit", "two");
        });
        transaction.executeWithoutResult(status -> append("credit", "three"));
        transaction.executeWithoutResult(status -> append("triage", "elsewhere"));
        transaction.executeWithoutResult(status -> append("credit", "four"));
    }

    @Test
    void linksEntriesWithinAndAcrossTransactions() {
        assertThat(trail.entries(STREAM)).extracting(TrailEntry::sequence).containsExactly(0, 1, 2, 3);
        assertThat(trail.entries(STREAM)).extracting(TrailEntry::hash).doesNotHaveDuplicates();
        assertThat(trail.entries(STREAM).get(2).content()).contains("three");
        assertThat(trail.firstBreak(STREAM)).isEmpty();
        assertThat(trail.firstBreak("use-case:triage")).isEmpty();
        assertThat(trail.firstBreak("use-case:none")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at = at + interval '1' second",
                "actor_kind = 'ENGINE'",
                "actor = 'bob'",
                "kind = 'Received'",
                "content = replace(content, 'two', 'TWO')",
                "hash = 'f' || substring(hash from 2)",
                "hash = substring(hash from 2) || 'e'"
            })
    void findsAnyColumnThatWasTamperedWith(String change) {
        assertThat(jdbc.sql("update trail set " + change + " where stream = ? and sequence = 1")
                        .param(STREAM)
                        .update())
                .isEqualTo(1);

        assertThat(trail.firstBreak(STREAM)).hasValue(1);
    }

    @Test
    void findsWhatWasTakenOutPutInOrSwapped() {
        jdbc.sql("delete from trail where sequence = 1 and stream = ?")
                .param(STREAM)
                .update();
        assertThat(trail.firstBreak(STREAM)).hasValue(2);

        jdbc.sql("update trail set sequence = 1 where sequence = 2 and stream = ?")
                .param(STREAM)
                .update();
        assertThat(trail.firstBreak(STREAM)).hasValue(1);

        jdbc.sql("delete from trail where sequence = 0 and stream = ?")
                .param(STREAM)
                .update();
        assertThat(trail.firstBreak(STREAM)).hasValue(1);
    }

    @Test
    void findsAnEntryOfAnotherStream() {
        jdbc.sql("delete from trail where stream = ?").param(STREAM).update();
        jdbc.sql("update trail set stream = ? where stream = 'use-case:triage'")
                .param(STREAM)
                .update();

        assertThat(trail.firstBreak(STREAM)).hasValue(0);
    }

    @Test
    void letsOneOfTwoRacingWritersWin() {
        transaction.executeWithoutResult(status -> {
            append("credit", "five");
            var racer = linkAt(4);
            assertThatThrownBy(() -> jdbc.sql("""
                    insert into trail (stream, sequence, at, actor_kind, actor, kind, content, hash)
                    values (?, ?, current_timestamp, 'ENGINE', 'x', 'x', 'x', 'x')""").params(STREAM, racer).update())
                    .isInstanceOf(DuplicateKeyException.class);
        });
    }

    @Test
    void writesNothingWhenTheTransactionIsRolledBack() {
        transaction.executeWithoutResult(status -> {
            append("credit", "five");
            status.setRollbackOnly();
        });
        transaction.executeWithoutResult(status -> append("credit", "six"));

        assertThat(trail.entries(STREAM)).hasSize(5);
        assertThat(trail.firstBreak(STREAM)).isEmpty();
    }

    private int linkAt(int sequence) {
        return trail.entries(STREAM).get(sequence).sequence();
    }

    private void append(String useCase, String reason) {
        trail.append(new StopSwitched(useCase, Actor.person("ann"), AT, true, reason, null));
    }
}
