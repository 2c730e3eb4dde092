package org.countersign.monitoring;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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

    /** A decision and the model that made its prediction, if one with a name did. */
    record Decided(String id, Optional<String> model) {}

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

    /** The next decisions, oldest first, with the model that made the prediction. */
    List<Decided> next(String useCase, String readTo, int most) {
        var all = new ArrayList<Decided>();
        for (var last = readTo;
                all.size() < most;
                last = all.get(all.size() - 1).id()) {
            var page = jdbc.sql("""
                            select id, prediction from decision where use_case = ? and id > ?
                            order by use_case, id limit ?""")
                    .params(useCase, last, PAGE)
                    .query((row, i) -> new Decided(row.getString("id"), model(row.getString("prediction"))))
                    .list();
            all.addAll(page);
            if (page.size() < PAGE) {
                break;
            }
        }
        return all;
    }

    private static Optional<String> model(@Nullable String prediction) {
        try {
            return prediction == null
                    ? Optional.empty()
                    : Optional.ofNullable(
                                    LedgerJson.read(prediction, Predicted.class).modelVersion())
                            .filter(name -> name.length() <= Prediction.LONGEST_MODEL_VERSION);
        } catch (IllegalStateException damaged) {
            return Optional.empty();
        }
    }

    /** What a model decided after one decision, up to another. The database leaves others out before any is read. */
    List<Seen> between(String useCase, String model, List<Feature> features, String after, String until) {
        var all = new ArrayList<Seen>();
        for (var last = after; ; ) {
            var page = jdbc.sql("""
                            select id, created_at, request, prediction from decision
                            where use_case = ? and id > ? and id <= ? and position(? in prediction) > 0
                            order by use_case, id limit ?""")
                    .params(useCase, last, until, "\"modelVersion\":" + LedgerJson.write(model), PAGE)
                    .query((row, i) -> read(row, features))
                    .list();
            page.forEach(
                    row -> row.seen().filter(seen -> seen.model().equals(model)).ifPresent(all::add));
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
