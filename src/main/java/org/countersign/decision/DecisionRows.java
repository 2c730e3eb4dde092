package org.countersign.decision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.countersign.decision.Decision.Origin;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger's SQL. */
@Component
class DecisionRows {

    private final JdbcClient jdbc;

    DecisionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Decision d, String facts) {
        jdbc.sql("""
                insert into decision (id, use_case, caller, idempotency_key, request_digest, request, policy, rule_set,
                                      model, prediction, facts, route, level, ruled, segment, status, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        d.id(),
                        d.useCase(),
                        d.origin().caller(),
                        d.origin().idempotencyKey(),
                        d.origin().requestDigest(),
                        LedgerJson.write(d.request()),
                        d.versions().policy(),
                        d.versions().ruleSet(),
                        d.versions().model(),
                        d.prediction() == null ? null : LedgerJson.write(d.prediction()),
                        facts,
                        LedgerJson.write(d.routed()),
                        d.routed().level().name(),
                        name(d.routed().ruled()),
                        d.routed().segment(),
                        d.status().name(),
                        at(d.createdAt()))
                .update();
    }

    void updateOutcome(Decision d) {
        var outcome = d.outcome();
        jdbc.sql("""
                update decision
                set status = ?, label = ?, decided_by_kind = ?, decided_by = ?, final = ?, decided_at = ?, veto_until = ?
                where id = ?""")
                .params(
                        d.status().name(),
                        outcome == null ? null : outcome.label(),
                        outcome == null ? null : outcome.by().kind().name(),
                        outcome == null ? null : outcome.by().name(),
                        outcome == null ? null : outcome.isFinal(),
                        outcome == null ? null : at(outcome.at()),
                        d.vetoUntil() == null ? null : at(d.vetoUntil()),
                        d.id())
                .update();
    }

    Optional<Decision> find(String id) {
        return jdbc.sql("select * from decision where id = ?")
                .param(id)
                .query(DecisionRows::read)
                .optional();
    }

    /** Locks the row until the transaction ends, so that two changes of one outcome cannot cross. */
    Optional<Decision> findForUpdate(String id) {
        return jdbc.sql("select * from decision where id = ? for update")
                .param(id)
                .query(DecisionRows::read)
                .optional();
    }

    Optional<Decision> findByKey(String caller, String idempotencyKey) {
        return jdbc.sql("select * from decision where caller = ? and idempotency_key = ?")
                .params(caller, idempotencyKey)
                .query(DecisionRows::read)
                .optional();
    }

    List<Decision> list(Decisions.Filter filter) {
        return jdbc.sql("""
                select * from decision
                where (cast(:useCase as varchar) is null or use_case = :useCase)
                  and (cast(:caller as varchar) is null or caller = :caller)
                  and (cast(:level as varchar) is null or level = :level)
                  and (cast(:status as varchar) is null or status = :status)
                  and (cast(:from as timestamp with time zone) is null or created_at >= :from)
                  and (cast(:to as timestamp with time zone) is null or created_at < :to)
                  and (cast(:before as varchar) is null or id < :before)
                order by id desc
                limit :limit""")
                .param("useCase", filter.useCase())
                .param("caller", filter.caller())
                .param("level", filter.level() == null ? null : filter.level().name())
                .param(
                        "status",
                        filter.status() == null ? null : filter.status().name())
                .param("from", filter.from() == null ? null : at(filter.from()))
                .param("to", filter.to() == null ? null : at(filter.to()))
                .param("before", filter.before())
                .param("limit", filter.limit())
                .query(DecisionRows::read)
                .list();
    }

    private static Decision read(ResultSet row, int index) throws SQLException {
        var route = LedgerJson.readNullable(row.getString("route"), Route.class);
        return new Decision(
                row.getString("id"),
                LedgerJson.read(row.getString("request"), Request.class),
                new Origin(row.getString("caller"), row.getString("idempotency_key"), row.getString("request_digest")),
                new Versions(row.getString("policy"), row.getString("rule_set"), row.getString("model")),
                LedgerJson.readNullable(row.getString("prediction"), Prediction.class),
                route,
                DecisionStatus.valueOf(row.getString("status")),
                outcome(row),
                instant(row, "veto_until"),
                Objects.requireNonNull(instant(row, "created_at")));
    }

    private static @Nullable Outcome outcome(ResultSet row) throws SQLException {
        var label = row.getString("label");
        if (label == null) {
            return null;
        }
        var by = new Outcome.By(Outcome.By.Kind.valueOf(row.getString("decided_by_kind")), row.getString("decided_by"));
        return new Outcome(label, by, row.getBoolean("final"), Objects.requireNonNull(instant(row, "decided_at")));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable String name(@Nullable OversightLevel level) {
        return level == null ? null : level.name();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
