package org.countersign.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of reviews. */
@Component
class ReviewRows {

    private final JdbcClient jdbc;

    ReviewRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Review r) {
        jdbc.sql("""
                insert into review (id, decision_id, use_case, purpose, queue, blind, second_person, opened_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        r.id(),
                        r.decisionId(),
                        r.useCase(),
                        r.purpose().name(),
                        r.queue(),
                        r.blind(),
                        r.secondPerson(),
                        r.openedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void move(String id, String queue) {
        jdbc.sql("update review set queue = ? where id = ?").params(queue, id).update();
    }

    void close(String id, String label, String person, Instant at) {
        jdbc.sql("update review set label = ?, person = ?, closed_at = ? where id = ?")
                .params(label, person, at.atOffset(ZoneOffset.UTC), id)
                .update();
    }

    Review get(String id) {
        return jdbc.sql("select * from review where id = ?")
                .param(id)
                .query(ReviewRows::read)
                .optional()
                .orElseThrow(() -> new IllegalStateException("no review " + id));
    }

    Optional<Review> latestClosed(String decisionId) {
        return jdbc.sql("""
                select * from review where decision_id = ? and closed_at is not null
                order by closed_at desc, id desc limit 1""").param(decisionId).query(ReviewRows::read).optional();
    }

    List<Review> open(String decisionId) {
        return jdbc.sql("select * from review where decision_id = ? and closed_at is null")
                .param(decisionId)
                .query(ReviewRows::read)
                .list();
    }

    /** Those of the decisions whose open review is blind. */
    Set<String> openBlind(Collection<String> decisionIds) {
        return Set.copyOf(
                jdbc.sql("""
                select distinct decision_id from review where decision_id in (:ids) and blind and closed_at is null""").param("ids", decisionIds).query(String.class).list());
    }

    private static Review read(ResultSet row, int index) throws SQLException {
        var closed = row.getObject("closed_at", OffsetDateTime.class);
        return new Review(
                row.getString("id"),
                row.getString("decision_id"),
                row.getString("use_case"),
                Review.Purpose.valueOf(row.getString("purpose")),
                row.getString("queue"),
                row.getBoolean("blind"),
                row.getBoolean("second_person"),
                row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                row.getString("label"),
                row.getString("person"),
                closed == null ? null : closed.toInstant());
    }
}
