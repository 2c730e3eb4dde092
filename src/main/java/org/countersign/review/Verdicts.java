package org.countersign.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.countersign.review.Verdict.Kind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who said what in which task. One verdict a task: the primary key sees to it. */
@Component
class Verdicts {

    private final JdbcClient jdbc;

    Verdicts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(GivenVerdict g) {
        jdbc.sql("""
                insert into verdict (task_id, review_id, decision_id, stage, person, kind, label, reason_code,
                                     category, comment, blind, content_version, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        g.taskId(),
                        g.reviewId(),
                        g.decisionId(),
                        g.stage().name(),
                        g.person(),
                        g.verdict().kind().name(),
                        g.verdict().label(),
                        g.verdict().reasonCode(),
                        g.verdict().category(),
                        g.verdict().comment(),
                        g.blind(),
                        g.contentVersion(),
                        g.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** All verdicts on a decision, in the order they were given. */
    List<GivenVerdict> on(String decisionId) {
        return jdbc.sql("select * from verdict where decision_id = ? order by at, task_id")
                .param(decisionId)
                .query(Verdicts::read)
                .list();
    }

    List<GivenVerdict> in(Review review) {
        return on(review.decisionId()).stream()
                .filter(g -> review.id().equals(g.reviewId()))
                .toList();
    }

    /** Everyone who has had a say in a decision; none of them is a further person (law 5). */
    Set<String> people(String decisionId) {
        return on(decisionId).stream().map(GivenVerdict::person).collect(Collectors.toUnmodifiableSet());
    }

    private static GivenVerdict read(ResultSet row, int index) throws SQLException {
        return new GivenVerdict(
                row.getString("task_id"),
                row.getString("review_id"),
                row.getString("decision_id"),
                Stage.valueOf(row.getString("stage")),
                row.getString("person"),
                new Verdict(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("label"),
                        row.getString("reason_code"),
                        row.getString("category"),
                        row.getString("comment")),
                row.getBoolean("blind"),
                row.getString("content_version"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
