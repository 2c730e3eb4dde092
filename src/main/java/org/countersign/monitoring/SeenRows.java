package org.countersign.monitoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.decision.Case;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Prediction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Reads decisions from the ledger, oldest first. Pages instead of one result: a case may be large, and only what is
 * watched of it is kept.
 */
@Component
class SeenRows {

    private static final int PAGE = 250;
    private static final String COLUMNS = "select id, created_at, request, prediction from decision ";
    private static final String PAST_ALL_IDS = "z";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Asked(Case subjectCase) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Predicted(
            String label,
            double confidence,
            @Nullable Double typicality,
            @Nullable String modelVersion) {}

    /** {@code seen} is nothing for a decision without a model's prediction, or one that cannot be read. */
    private record Row(String id, Optional<Seen> seen) {}

    private final JdbcClient jdbc;

    SeenRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether so many decisions are newer. */
    boolean areNewer(String useCase, String readTo, int enough) {
        return jdbc.sql("""
                select count(*) from (
                  select id from decision where use_case = ? and id > ? order by use_case, id limit ?) newer""")
                        .params(useCase, readTo, enough)
                        .query(Integer.class)
                        .single()
                >= enough;
    }

    String last(String useCase) {
        return jdbc.sql("select id from decision where use_case = ? order by use_case desc, id desc limit 1")
                .param(useCase)
                .query(String.class)
                .single();
    }

    Collection<Seen> newest(String useCase, List<Feature> features, int most) {
        var all = new ArrayDeque<Seen>();
        var before = PAST_ALL_IDS;
        for (int read = 0; read < most; read += PAGE) {
            var page = jdbc.sql(COLUMNS + "where use_case = ? and id < ? order by use_case desc, id desc limit ?")
                    .params(useCase, before, Math.min(PAGE, most - read))
                    .query((row, i) -> read(row, features))
                    .list();
            page.forEach(row -> row.seen().ifPresent(all::addFirst));
            if (page.size() < PAGE) {
                break;
            }
            before = page.get(PAGE - 1).id();
        }
        return all;
    }

    /** After one id, up to another. */
    List<Seen> between(String useCase, List<Feature> features, String after, String until) {
        var all = new ArrayList<Seen>();
        for (var last = after; ; ) {
            var page = jdbc.sql(COLUMNS + "where use_case = ? and id > ? and id <= ? order by use_case, id limit ?")
                    .params(useCase, last, until, PAGE)
                    .query((row, i) -> read(row, features))
                    .list();
            page.forEach(row -> row.seen().ifPresent(all::add));
            if (page.size() < PAGE) {
                return all;
            }
            last = page.get(PAGE - 1).id();
        }
    }

    private static Row read(ResultSet row, List<Feature> features) throws SQLException {
        var id = row.getString("id");
        var predicted = row.getString("prediction");
        if (predicted == null) {
            return new Row(id, Optional.empty());
        }
        var at = row.getObject("created_at", OffsetDateTime.class).toInstant();
        try {
            var p = LedgerJson.read(predicted, Predicted.class);
            var asked = LedgerJson.read(row.getString("request"), Asked.class);
            return new Row(
                    id,
                    p.modelVersion() == null
                            ? Optional.empty()
                            : Optional.of(new Seen(id, at, p.modelVersion(), values(features, asked, p))));
        } catch (IllegalStateException damaged) {
            return new Row(id, Optional.empty());
        }
    }

    private static Map<String, Object> values(List<Feature> features, Asked asked, Predicted p) {
        var said = new Prediction(p.label(), p.confidence(), Map.of(), p.typicality(), List.of(), p.modelVersion());
        var all = new Feature.Asked(asked.subjectCase(), said);
        var values = new HashMap<String, Object>();
        for (var feature : features) {
            var value = feature.value().apply(all);
            if (value != null) {
                values.put(feature.name(), value);
            }
        }
        return values;
    }
}
