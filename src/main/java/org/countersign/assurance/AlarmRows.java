package org.countersign.assurance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.decision.OversightLevel;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of alarms, and of the decisions that they put in doubt. */
@Component
class AlarmRows {

    /** Took effect unreviewed, still stands as the model said, and nobody has been asked about it. */
    private static final String IN_DOUBT = """
            from decision d
            where d.use_case = :useCase and d.id > :since and d.id <= :until and d.level = :level and d.segment = :segment
              and d.status = 'FINAL' and d.decided_by_kind = 'MODEL'
              and not exists (select 1 from spot_check s where s.decision_id = d.id)
              and not exists (select 1 from re_review r where r.decision_id = d.id)
            """;

    private final JdbcClient jdbc;

    AlarmRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Alarm a) {
        jdbc.sql("""
                insert into alarm (id, use_case, kind, model, level, segment, wrong, checks, evidence, since_id, until_id,
                                   why, raised_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        a.id(),
                        a.useCase(),
                        a.kind().name(),
                        a.model(),
                        a.level().name(),
                        a.segment(),
                        a.wrong(),
                        a.checks(),
                        a.evidence(),
                        a.sinceId(),
                        a.untilId(),
                        a.why(),
                        a.raisedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The newest first. */
    List<Alarm> list(String useCase, int most) {
        return jdbc.sql("select * from alarm where use_case = ? order by id desc limit ?")
                .params(useCase, most)
                .query(AlarmRows::read)
                .list();
    }

    Optional<Alarm> find(String useCase, String id) {
        return jdbc.sql("select * from alarm where use_case = ? and id = ?")
                .params(useCase, id)
                .query(AlarmRows::read)
                .optional();
    }

    /**
     * Labels up to this id are from before the last alarm that stopped the segment; empty without one. Whichever model it
     * was about: cases may have changed, and then what an earlier model did well on says nothing any more.
     */
    String lastDoubtful(String useCase, Cell cell) {
        return jdbc.sql("""
                select coalesce(max(until_id), '') from alarm
                where use_case = ? and kind = 'ERRORS' and segment = ?""").params(useCase, cell.segment()).query(String.class).single();
    }

    /** When the last alarm that stopped a segment was raised. */
    Optional<Instant> lastBroken(String useCase, String segment) {
        return jdbc.sql("select max(raised_at) from alarm where use_case = ? and kind = 'ERRORS' and segment = ?")
                .params(useCase, segment)
                .query((row, i) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }

    /** Where alarms that stopped something saw a change, the newest first. */
    List<Change> changes(String useCase, int most) {
        return jdbc.sql("""
                select a.model, a.since_id, coalesce(d.created_at, a.raised_at) as at, a.raised_at
                from alarm a left join decision d on d.id = a.since_id
                where a.use_case = ? and a.kind = 'ERRORS' order by a.id desc limit ?""")
                .params(useCase, most)
                .query((row, i) -> new Change(
                        row.getString("model"),
                        row.getString("since_id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("raised_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The end of the last alarm about unanswered checks of a segment; empty without one. */
    String lastUnanswered(String useCase, String segment) {
        return jdbc.sql("""
                select coalesce(max(until_id), '') from alarm
                where use_case = ? and kind = 'UNANSWERED' and segment = ?""").params(useCase, segment).query(String.class).single();
    }

    boolean watches(String useCase, String segment) {
        return jdbc.sql("select count(*) from watched_segment where use_case = ? and segment = ?")
                        .params(useCase, segment)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void watch(String useCase, String segment) {
        if (!watches(useCase, segment)) {
            jdbc.sql("insert into watched_segment (use_case, segment) values (?, ?)")
                    .params(useCase, segment)
                    .update();
        }
    }

    /** Lifts all warnings of a segment. */
    void lift(String useCase, String segment, String person, Instant at) {
        jdbc.sql("delete from watched_segment where use_case = ? and segment = ?")
                .params(useCase, segment)
                .update();
        jdbc.sql("""
                update alarm set lifted_by = ?, lifted_at = ?
                where use_case = ? and segment = ? and kind = 'WARNING' and lifted_by is null""")
                .params(person, at.atOffset(ZoneOffset.UTC), useCase, segment)
                .update();
    }

    long countInDoubt(Alarm a) {
        return bound("select count(*) " + IN_DOUBT, a).query(Long.class).single();
    }

    /** The oldest first. */
    List<String> inDoubt(Alarm a, int most) {
        return bound("select d.id " + IN_DOUBT + " order by d.id limit :most", a)
                .param("most", most)
                .query(String.class)
                .list();
    }

    private JdbcClient.StatementSpec bound(String sql, Alarm a) {
        return jdbc.sql(sql)
                .param("useCase", a.useCase())
                .param("since", a.sinceId())
                .param("until", a.untilId())
                .param("level", a.level().name())
                .param("segment", a.segment());
    }

    void reReviewed(String decisionId, String alarm, String person, Instant at) {
        jdbc.sql("insert into re_review (decision_id, alarm, started_by, started_at) values (?, ?, ?, ?)")
                .params(decisionId, alarm, person, at.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Alarm read(ResultSet row, int index) throws SQLException {
        var lifted = row.getObject("lifted_at", OffsetDateTime.class);
        return new Alarm(
                row.getString("id"),
                row.getString("use_case"),
                Alarm.Kind.valueOf(row.getString("kind")),
                row.getString("model"),
                OversightLevel.valueOf(row.getString("level")),
                row.getString("segment"),
                row.getInt("wrong"),
                row.getInt("checks"),
                row.getDouble("evidence"),
                row.getString("since_id"),
                row.getString("until_id"),
                row.getString("why"),
                row.getObject("raised_at", OffsetDateTime.class).toInstant(),
                row.getString("lifted_by"),
                lifted == null ? null : lifted.toInstant());
    }
}
