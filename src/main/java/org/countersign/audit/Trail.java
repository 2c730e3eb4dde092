package org.countersign.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.Actor;
import org.countersign.decision.DecisionEvent;
import org.countersign.decision.Event;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.TransactionMemory;
import org.countersign.decision.UseCaseEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The append-only record of everything, one hash chain for each decision and use case. Chains are separate so that
 * decisions never wait for each other; within one, the primary key lets exactly one of two racing writers win.
 */
@Component
public class Trail {

    /** The last link of a chain. */
    private record Link(int sequence, String hash) {}

    private static final int ATTEMPTS = 10;
    private static final Link START = new Link(-1, "0".repeat(64));

    private final JdbcClient jdbc;
    private final TransactionTemplate attempt;

    Trail(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.attempt = new TransactionTemplate(transactions);
        this.attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** Before anything that follows from the event has an entry of its own. */
    @EventListener
    @Order(0)
    @Transactional(propagation = Propagation.MANDATORY)
    void append(Event event) {
        if (event instanceof UseCaseEvent) {
            appendInTurn(event);
        } else {
            // whoever changes a decision has locked it
            link(event);
        }
    }

    /** Nothing locks a use case, so a racing writer may have taken the next place: then the one after it. */
    private void appendInTurn(Event event) {
        for (var i = 1; ; i++) {
            try {
                attempt.executeWithoutResult(status -> link(event));
                return;
            } catch (DuplicateKeyException taken) {
                if (i == ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }

    private void link(Event event) {
        var last = event instanceof DecisionEvent.Received ? START : last(event.stream());
        var kind = event.getClass().getSimpleName();
        var entry = linked(last, event.stream(), event.at(), event.actor(), kind, LedgerJson.write(event));
        jdbc.sql("""
                insert into trail (stream, sequence, at, actor_kind, actor, kind, content, hash)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        entry.stream(),
                        entry.sequence(),
                        entry.at().atOffset(ZoneOffset.UTC),
                        entry.actor().kind().name(),
                        entry.actor().name(),
                        entry.kind(),
                        entry.content(),
                        entry.hash())
                .update();
        TransactionMemory.remember(event.stream(), new Link(entry.sequence(), entry.hash()));
    }

    /** A stream's entries, oldest first. */
    public List<TrailEntry> entries(String stream) {
        return jdbc.sql("select * from trail where stream = ? order by sequence")
                .param(stream)
                .query((row, i) -> new TrailEntry(
                        row.getString("stream"),
                        row.getInt("sequence"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor")),
                        row.getString("kind"),
                        row.getString("content"),
                        row.getString("hash")))
                .list();
    }

    /** The sequence number of the first entry that does not fit its chain; empty when all fit. */
    public Optional<Integer> firstBreak(String stream) {
        var last = START;
        for (var e : entries(stream)) {
            var expected = linked(last, e.stream(), e.at(), e.actor(), e.kind(), e.content());
            if (!expected.equals(e)) {
                return Optional.of(e.sequence());
            }
            last = new Link(e.sequence(), e.hash());
        }
        return Optional.empty();
    }

    private static TrailEntry linked(Link last, String stream, Instant at, Actor actor, String kind, String content) {
        var sequence = last.sequence() + 1;
        // the separator cannot occur in any part but the content, which comes last
        var text = String.join(
                "\n",
                last.hash(),
                stream,
                Integer.toString(sequence),
                at.toString(),
                actor.kind().name(),
                actor.name(),
                kind,
                content);
        return new TrailEntry(stream, sequence, at, actor, kind, content, sha256(text));
    }

    /** A chain's last link is kept for the length of the transaction: a new decision never reads its own trail. */
    private Link last(String stream) {
        return TransactionMemory.recall(stream, Link.class).orElseGet(() -> stored(stream));
    }

    private Link stored(String stream) {
        return jdbc.sql("select sequence, hash from trail where stream = ? order by sequence desc limit 1")
                .param(stream)
                .query((row, i) -> new Link(row.getInt("sequence"), row.getString("hash")))
                .optional()
                .orElse(START);
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
