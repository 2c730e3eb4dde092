package org.countersign.policy;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.countersign.decision.UseCaseEvent;
import org.h2.jdbcx.JdbcDataSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Revisions, drafts and policies on a database of their own, with what they publish. */
public final class RevisionBench {

    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    public final List<UseCaseEvent> events = new ArrayList<>();
    final Map<String, BackTestRegister.Baseline> backTests = new HashMap<>();
    final TransactionTemplate transaction;
    public final JdbcClient jdbc;
    public final Policies policies;
    public final Drafts drafts;
    public final Revisions revisions;

    public RevisionBench(RevisionCheck... checks) {
        this("mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", checks);
    }

    RevisionBench(String h2, RevisionCheck... checks) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:" + h2);
        try (var connection = database.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/changelog/policy.sql"));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var clock = Clock.fixed(NOW, ZoneOffset.UTC);
        var ids = new AtomicInteger();
        jdbc = JdbcClient.create(database);
        transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        var rows = new RevisionRows(jdbc);
        policies = new Policies(jdbc, rows);
        drafts = new Drafts(jdbc, () -> "draft-" + ids.incrementAndGet(), clock, e -> events.add((UseCaseEvent) e));
        revisions = new Revisions(
                rows,
                drafts,
                policies,
                new RevisionChecks(
                        List.of(checks),
                        Optional.of((useCase, kind, version, digest) -> Optional.ofNullable(backTests.get(digest)))),
                clock,
                e -> events.add((UseCaseEvent) e));
    }
}
