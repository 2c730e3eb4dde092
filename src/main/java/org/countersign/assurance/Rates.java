package org.countersign.assurance;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.decision.Insertion;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many decisions to draw, so that what the policy wants to find out is found out in time: from the decisions of the
 * last week, and from where the alarms stand, as the good months behind weigh against them. One rate for a segment and
 * level at a time, which is what the plain counts of the alarms need.
 */
@Component
class Rates {

    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double DAY_SECONDS = 86_400;
    private static final double HALF = .5;
    private static final int MOST_CHECKS = 20_000;

    /** Of whom. */
    record Of(OversightLevel level, String segment) {}

    private record Volume(Of of, long decisions) {}

    private final Policies policies;
    private final TallyRows tallies;
    private final SpotCheckRows checks;
    private final Guard guard;
    private final JdbcClient jdbc;
    private final Insertion insertion;

    Rates(
            Policies policies,
            TallyRows tallies,
            SpotCheckRows checks,
            Guard guard,
            JdbcClient jdbc,
            Insertion insertion) {
        this.policies = policies;
        this.tallies = tallies;
        this.checks = checks;
        this.guard = guard;
        this.jdbc = jdbc;
        this.insertion = insertion;
    }

    /** The rates that are above the policy's least ones. */
    Map<Of, Double> known(String useCase) {
        return jdbc
                .sql("select level, segment, rate from spot_check_rate where use_case = ?")
                .param(useCase)
                .query((row, i) ->
                        Map.entry(new Of(OversightLevel.valueOf(row.getString(1)), row.getString(2)), row.getDouble(3)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** At most once an hour. */
    @Transactional
    public void renew(String useCase, Instant now) {
        var detect = policies.current(useCase).spotChecks().detect();
        var before = known(useCase);
        if (detect == null ? before.isEmpty() : isFresh(useCase, now)) {
            return;
        }
        jdbc.sql("delete from spot_check_rate where use_case = ?")
                .param(useCase)
                .update();
        if (detect != null) {
            volumes(useCase, now).forEach(v -> insert(useCase, v, now));
        }
        if (!before.equals(known(useCase))) {
            guard.bump(useCase);
        }
    }

    private boolean isFresh(String useCase, Instant now) {
        return jdbc.sql("select max(computed_at) from spot_check_rate where use_case = ?")
                .param(useCase)
                .query((row, i) -> {
                    var at = row.getObject(1, OffsetDateTime.class);
                    return at != null && at.toInstant().isAfter(now.minus(OLD));
                })
                .single();
    }

    /** Two decimals, so that a rate does not change with every decision. */
    private void insert(String useCase, Volume volume, Instant now) {
        var rate = rate(policies.current(useCase), volume.of(), volume.decisions() / days(useCase, now), now);
        // another node may compute the same at the same time
        insertion.done(() -> jdbc.sql(
                        "insert into spot_check_rate (use_case, level, segment, rate, computed_at) values (?, ?, ?, ?, ?)")
                .params(
                        useCase,
                        volume.of().level().name(),
                        volume.of().segment(),
                        Math.min(1, Math.ceil(rate * 100) / 100),
                        now.atOffset(ZoneOffset.UTC))
                .update());
    }

    private double rate(Policy policy, Of of, double perDay, Instant now) {
        var floor = policy.spotChecks().rate(of.level());
        var detect = policy.spotChecks().detect();
        if (detect == null || floor == 0) {
            return floor;
        }
        var alpha = policy.errorBudget().alpha(of.level());
        var fresh = Tally.start(policy.useCase(), "", of.level(), of.segment(), alpha, 1, "");
        var models = checks.models(policy.useCase(), of.level(), of.segment(), now.minus(WEEK));
        var most = tallies.list(policy.useCase()).stream()
                .filter(t -> t.level() == of.level() && t.segment().equals(of.segment()) && t.alpha() == alpha)
                .filter(t -> models.contains(t.model()))
                .mapToInt(t -> checksNeeded(policy, detect.factor(), t))
                .max()
                .orElseGet(() -> checksNeeded(policy, detect.factor(), fresh));
        return ChecksNeeded.rate(most, detect.within().toSeconds() / DAY_SECONDS, perDay, floor);
    }

    /** Until one of the two alarms is raised in half of the cases, from where they stand. */
    private int checksNeeded(Policy policy, double factor, Tally t) {
        var error = Math.min(1, factor * t.alpha());
        var byEvidence = ChecksNeeded.until(Alarms.errors(policy, t), t.wrong(), t.checks(), error, HALF, MOST_CHECKS)
                .orElse(MOST_CHECKS);
        return ChecksNeeded.median(Alarms.runLength(t, checks), error, byEvidence)
                .orElse(byEvidence);
    }

    private List<Volume> volumes(String useCase, Instant now) {
        return jdbc.sql("""
                select level, segment, count(*) from decision
                where use_case = ? and created_at >= ? and segment is not null
                  and level in ('AUTO_APPROVE', 'HUMAN_ON_THE_LOOP')
                group by level, segment order by level, segment""")
                .params(useCase, now.minus(WEEK).atOffset(ZoneOffset.UTC))
                .query((row, i) ->
                        new Volume(new Of(OversightLevel.valueOf(row.getString(1)), row.getString(2)), row.getLong(3)))
                .list();
    }

    /** A use case that began today is taken to go on as it began. */
    private double days(String useCase, Instant now) {
        var first = jdbc.sql("select min(created_at) from decision where use_case = ? and created_at >= ?")
                .params(useCase, now.minus(WEEK).atOffset(ZoneOffset.UTC))
                .query((row, i) -> row.getObject(1, OffsetDateTime.class))
                .single();
        return Math.max(1, Duration.between(first.toInstant(), now).toSeconds() / DAY_SECONDS);
    }
}
