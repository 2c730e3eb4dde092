package org.countersign.rehearsal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.assurance.Clamp;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Facts;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Reason;
import org.countersign.decision.Standing;
import org.countersign.decision.Workload;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads the ledger page by page, oldest first. Pages instead of one cursor: H2 would hold the whole result in memory,
 * and PostgreSQL a transaction open for as long as it takes. The order names the use case, too, or H2 would sort all that
 * is left for each page.
 */
@Component
class RecordedDecisions {

    private static final String COLUMNS =
            "select id, created_at, policy, rule_set, request, prediction, facts, route, level from decision ";

    /** The place of a decision in the order of reading. */
    record Place(Instant at, String id) {
        static Place before(Instant from) {
            return new Place(from, "");
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Asked(
            Case subjectCase, Context context, @Nullable Predicted prediction) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Predicted(
            String label,
            double confidence,
            @Nullable Double typicality,
            @Nullable String modelVersion) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Assessed(
            @Nullable Standing standing, @Nullable Workload workload) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Routed(List<Reason> reasons) {}

    private final JdbcClient jdbc;

    RecordedDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long count(String useCase, Instant from, Instant to) {
        return jdbc.sql("select count(*) from decision where use_case = ? and created_at >= ? and created_at < ?")
                .params(useCase, at(from), at(to))
                .query(Long.class)
                .single();
    }

    List<Recorded> page(String useCase, Place after, Instant to, int size) {
        return jdbc.sql(COLUMNS + """
                where use_case = :useCase and created_at >= :at and created_at < :to
                  and (created_at > :at or id > :id)
                order by use_case, created_at, id
                limit :size""")
                .param("useCase", useCase)
                .param("at", at(after.at()))
                .param("id", after.id())
                .param("to", at(to))
                .param("size", size)
                .query((row, i) -> read(row))
                .list();
    }

    Optional<Recorded> find(String useCase, String id) {
        return jdbc.sql(COLUMNS + "where use_case = ? and id = ?")
                .params(useCase, id)
                .query((row, i) -> read(row))
                .optional();
    }

    private static Recorded read(ResultSet row) throws SQLException {
        var level = row.getString("level");
        return new Recorded(
                row.getString("id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("policy"),
                row.getString("rule_set"),
                facts(row.getString("request"), row.getString("prediction"), row.getString("facts")),
                level == null ? null : OversightLevel.valueOf(level),
                watched(level, row.getString("route")));
    }

    /** Null for what cannot be read, too: one damaged row must not keep all others from being replayed. */
    private static @Nullable Facts facts(String request, @Nullable String prediction, @Nullable String facts) {
        if (prediction == null || facts == null) {
            return null;
        }
        try {
            return facts(
                    LedgerJson.read(request, Asked.class),
                    LedgerJson.read(prediction, Predicted.class),
                    LedgerJson.read(facts, Assessed.class));
        } catch (IllegalStateException unreadable) {
            return null;
        }
    }

    private static @Nullable Facts facts(Asked asked, Predicted p, Assessed assessed) {
        if (assessed.standing() == null || assessed.workload() == null) {
            return null;
        }
        return new Facts(
                asked.subjectCase(),
                new Prediction(p.label(), p.confidence(), Map.of(), p.typicality(), List.of(), p.modelVersion()),
                assessed.standing(),
                assessed.workload(),
                asked.context(),
                asked.prediction() == null);
    }

    /** Only a route that ended at a person can say that nobody watched. */
    private static boolean watched(@Nullable String level, @Nullable String route) {
        return route == null
                || !OversightLevel.HUMAN_IN_THE_LOOP.name().equals(level)
                || Clamp.wasWatched(LedgerJson.read(route, Routed.class).reasons());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
