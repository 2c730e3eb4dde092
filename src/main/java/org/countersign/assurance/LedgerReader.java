package org.countersign.assurance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.countersign.assurance.StreamRows.Reading;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads from the ledger what was decided, in the order of the draws, and what people said of it blind. */
@Component
class LedgerReader {

    private static final String COLUMNS = """
            select d.id, d.created_at, d.prediction, d.route, d.level, d.ruled, d.segment, d.policy, d.rule_set,
                   j.label as judged, j.at
            from decision d left join blind_judgement j on j.decision_id = d.id
            """;

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Predicted(
            String label, double confidence, @Nullable String modelVersion) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Drawn(double spotCheckProbability, boolean drawn) {}

    private final JdbcClient jdbc;

    LedgerReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next ones under whatever versions, received before {@code settled}. */
    List<Told> next(String useCase, String readTo, Instant settled, int most) {
        return jdbc.sql(COLUMNS + """
                where d.use_case = ? and d.id > ? and d.created_at < ?
                order by d.use_case, d.id limit ?""")
                .params(useCase, readTo, settled.atOffset(ZoneOffset.UTC), most)
                .query(LedgerReader::read)
                .list();
    }

    /** The last ones that were read, the oldest of them first. */
    List<Told> before(String useCase, Reading reading, int most) {
        var newest = new ArrayList<>(jdbc.sql(COLUMNS + """
                where d.use_case = ? and d.id <= ? and d.policy = ? and d.rule_set = ?
                order by d.use_case desc, d.id desc limit ?""")
                .params(useCase, reading.readTo(), reading.policy(), reading.ruleSet(), most)
                .query(LedgerReader::read)
                .list());
        Collections.reverse(newest);
        return newest;
    }

    /** The newest ones under whatever versions, the oldest of them first. */
    List<Told> newest(String useCase, int most) {
        var newest =
                new ArrayList<>(jdbc.sql(COLUMNS + "where d.use_case = ? order by d.use_case desc, d.id desc limit ?")
                        .params(useCase, most)
                        .query(LedgerReader::read)
                        .list());
        Collections.reverse(newest);
        return newest;
    }

    private static Told read(ResultSet row, int index) throws SQLException {
        var level = OversightLevel.valueOf(row.getString("level"));
        var people = level == OversightLevel.HUMAN_IN_THE_LOOP;
        var draw = people ? new Drawn(1, true) : LedgerJson.read(row.getString("route"), Drawn.class);
        var prediction = row.getString("prediction");
        var predicted = prediction == null ? null : LedgerJson.read(prediction, Predicted.class);
        var judgedAt = row.getObject("at", OffsetDateTime.class);
        return new Told(
                row.getString("id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                cell(row, predicted),
                predicted == null ? 0 : predicted.confidence(),
                level,
                draw.spotCheckProbability(),
                draw.drawn(),
                row.getString("judged"),
                judgedAt == null ? null : judgedAt.toInstant(),
                row.getString("policy"),
                row.getString("rule_set"));
    }

    private static @Nullable Cell cell(ResultSet row, @Nullable Predicted predicted) throws SQLException {
        var ruled = row.getString("ruled");
        var segment = row.getString("segment");
        var model = predicted == null ? null : predicted.modelVersion();
        // a longer name was once let in: no certificate has room for it, and it must not keep others from theirs
        return ruled == null
                        || segment == null
                        || predicted == null
                        || model == null
                        || model.length() > Prediction.LONGEST_MODEL_VERSION
                ? null
                : new Cell(model, OversightLevel.valueOf(ruled), segment, predicted.label());
    }
}
