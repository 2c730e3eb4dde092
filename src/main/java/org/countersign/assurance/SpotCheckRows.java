package org.countersign.assurance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.DecisionEvent.SpotChecked;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Recent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The spot checks that were drawn and what they found: what certificates and alarms are computed from. */
@Component
class SpotCheckRows {

    /** What is counted at most. */
    private static final int MOST = 1000;

    private static final Duration YEAR = Duration.ofDays(365);

    /** A drawn decision; {@code answeredAt} is null while nobody has answered. */
    record Drawn(
            String decisionId,
            OversightLevel level,
            String segment,
            Instant at,
            @Nullable Instant answeredAt) {}

    /** Drawn decisions that nobody answered in time; {@code model} is empty where none was named. */
    record Unanswered(String model, OversightLevel level, String segment, long decisions) {}

    private record Model(String useCase, String version) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Recent<Model, Integer> counted;

    SpotCheckRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.counted = new Recent<>(Duration.ofSeconds(1), clock);
    }

    @EventListener
    void on(Routed event) {
        if (event.route().drawn() && event.prediction() != null) {
            jdbc.sql("""
                    insert into spot_check (decision_id, use_case, model, level, segment, probability, drawn_at)
                    values (?, ?, ?, ?, ?, ?, ?)""")
                    .params(
                            event.decisionId(),
                            event.useCase(),
                            event.prediction().modelVersion(),
                            event.route().level().name(),
                            event.route().segment(),
                            event.route().spotCheckProbability(),
                            event.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @EventListener
    @Order(1)
    void on(SpotChecked event) {
        jdbc.sql("update spot_check set answered_at = ?, blind = ?, wrong = ? where decision_id = ?")
                .params(event.at().atOffset(ZoneOffset.UTC), event.countsAsBlind(), event.wrong(), event.decisionId())
                .update();
    }

    /** Counted up to a bound, and at most once a second, so that decisions do not get slower as checks pile up. */
    int answered(String useCase, @Nullable String model) {
        return model == null ? 0 : counted.get(new Model(useCase, model), () -> count(useCase, model));
    }

    /** Whose decisions were drawn since; empty for callers' predictions that name no model. */
    Set<String> models(String useCase, OversightLevel level, String segment, Instant since) {
        return Set.copyOf(jdbc.sql("""
                select distinct coalesce(model, '') from spot_check
                where use_case = ? and segment = ? and level = ? and drawn_at > ?""")
                .params(useCase, segment, level.name(), since.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list());
    }

    /** How many were answered within a year. */
    long inAYear(String useCase, OversightLevel level, String segment) {
        return jdbc.sql("""
                select count(*) from spot_check
                where use_case = ? and segment = ? and level = ? and answered_at > ?""")
                .params(
                        useCase,
                        segment,
                        level.name(),
                        clock.instant().minus(YEAR).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /**
     * The newest drawn decisions of a use case that took effect unreviewed for good, newest first. One that was vetoed
     * has had a review instead of a check.
     */
    List<Drawn> newest(String useCase, int most) {
        return jdbc.sql("""
                select s.decision_id, s.level, s.segment, s.drawn_at, s.answered_at from spot_check s
                join decision d on d.id = s.decision_id
                where s.use_case = ? and s.segment is not null
                  and (s.answered_at is not null or (d.final and d.decided_by_kind = 'MODEL'))
                order by s.decision_id desc limit ?""")
                .params(useCase, most)
                .query((row, i) -> new Drawn(
                        row.getString(1),
                        OversightLevel.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        instant(row.getObject(5, OffsetDateTime.class))))
                .list();
    }

    /**
     * Of those that took effect for good.
     *
     * @param late drawn before this, an auto-approved one is late
     * @param lateOnTheLoop the same for one on the loop
     */
    List<Unanswered> unanswered(String useCase, Instant late, Instant lateOnTheLoop) {
        return jdbc.sql("""
                select coalesce(s.model, '') as model, s.level, s.segment, count(*) as decisions
                from spot_check s join decision d on d.id = s.decision_id
                where s.use_case = :useCase and s.answered_at is null and s.segment is not null
                  and s.drawn_at < :late and (s.level <> 'HUMAN_ON_THE_LOOP' or s.drawn_at < :lateOnTheLoop)
                  and d.final and d.decided_by_kind = 'MODEL'
                group by coalesce(s.model, ''), s.level, s.segment""")
                .param("useCase", useCase)
                .param("late", late.atOffset(ZoneOffset.UTC))
                .param("lateOnTheLoop", lateOnTheLoop.atOffset(ZoneOffset.UTC))
                .query((row, i) -> new Unanswered(
                        row.getString("model"),
                        OversightLevel.valueOf(row.getString("level")),
                        row.getString("segment"),
                        row.getLong("decisions")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private int count(String useCase, String model) {
        return jdbc.sql("""
                select count(*) from (
                    select 1 from spot_check
                    where use_case = ? and model = ? and answered_at is not null limit ?) answered""").params(useCase, model, MOST).query(Integer.class).single();
    }
}
