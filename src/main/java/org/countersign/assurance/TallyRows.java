package org.countersign.assurance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.decision.Insertion;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of tallies and of the checks that they count. */
@Component
class TallyRows {

    /** A drawn decision. {@code model} and {@code segment} are null where they were not known. */
    record Check(
            String useCase,
            @Nullable String model,
            OversightLevel level,
            @Nullable String segment) {}

    /** A blind check in the order of the draws. */
    record Found(String decisionId, boolean wrong) {}

    private final JdbcClient jdbc;
    private final Insertion insertion;

    TallyRows(JdbcClient jdbc, Insertion insertion) {
        this.jdbc = jdbc;
        this.insertion = insertion;
    }

    Optional<Check> check(String decisionId) {
        return jdbc.sql("select use_case, model, level, segment from spot_check where decision_id = ?")
                .param(decisionId)
                .query((row, i) -> new Check(
                        row.getString(1), row.getString(2), OversightLevel.valueOf(row.getString(3)), row.getString(4)))
                .optional();
    }

    /** Locks the tally, so that of two verdicts at once the second counts what the first found. */
    Tally lock(Tally fresh) {
        insertion.done(() -> jdbc.sql("""
                insert into check_tally (use_case, model, level, segment, alpha, round, wrong, checks, statistics, after_id)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                where not exists (select 1 from check_tally where use_case = ? and model = ? and level = ? and segment = ?)""")
                .params(
                        fresh.useCase(),
                        fresh.model(),
                        fresh.level().name(),
                        fresh.segment(),
                        fresh.alpha(),
                        fresh.round(),
                        0,
                        0,
                        text(fresh.statistics()),
                        fresh.afterId(),
                        fresh.useCase(),
                        fresh.model(),
                        fresh.level().name(),
                        fresh.segment())
                .update());
        return jdbc.sql("""
                select * from check_tally where use_case = ? and model = ? and level = ? and segment = ? for update""")
                .params(fresh.useCase(), fresh.model(), fresh.level().name(), fresh.segment())
                .query(TallyRows::read)
                .single();
    }

    List<Tally> list(String useCase) {
        return jdbc.sql("select * from check_tally where use_case = ?")
                .param(useCase)
                .query(TallyRows::read)
                .list();
    }

    private static Tally read(ResultSet row, int index) throws SQLException {
        return new Tally(
                row.getString("use_case"),
                row.getString("model"),
                OversightLevel.valueOf(row.getString("level")),
                row.getString("segment"),
                row.getDouble("alpha"),
                row.getInt("round"),
                row.getInt("wrong"),
                row.getInt("checks"),
                numbers(row.getString("statistics")),
                row.getString("after_id"));
    }

    void update(Tally t) {
        jdbc.sql("""
                update check_tally set alpha = ?, round = ?, wrong = ?, checks = ?, statistics = ?, after_id = ?
                where use_case = ? and model = ? and level = ? and segment = ?""")
                .params(
                        t.alpha(),
                        t.round(),
                        t.wrong(),
                        t.checks(),
                        text(t.statistics()),
                        t.afterId(),
                        t.useCase(),
                        t.model(),
                        t.level().name(),
                        t.segment())
                .update();
    }

    List<Found> found(Tally t) {
        return jdbc.sql("""
                select decision_id, wrong from spot_check
                where use_case = ? and level = ? and segment = ? and coalesce(model, '') = ? and decision_id > ?
                  and blind and answered_at is not null
                order by decision_id""")
                .params(t.useCase(), t.level().name(), t.segment(), t.model(), t.afterId())
                .query((row, i) -> new Found(row.getString(1), row.getBoolean(2)))
                .list();
    }

    private static String text(List<Double> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static List<Double> numbers(String text) {
        return Arrays.stream(text.split(" ")).map(Double::valueOf).toList();
    }
}
