package org.countersign.learning;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.countersign.decision.Case;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of examples. */
@Component
class ExampleRows {

    private static final String CONFLICTING = """
            select case_digest from example where use_case = :useCase
            group by case_digest having count(distinct label) > 1""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ExampleRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(List<Example> examples) {
        batches.batchUpdate("""
                insert into example (id, use_case, decision_id, batch, fields, label, how, labelled_by,
                                     blind_judgement, probability, at, held_back, case_digest)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", examples, examples.size(), ExampleRows::set);
    }

    boolean hasBatch(String useCase, String batch) {
        return jdbc.sql("select count(*) from example where use_case = ? and id = ?")
                        .params(useCase, batch + "-1")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** All labels that people gave, in a stable order; {@link Settled} says which of several counts. */
    List<Example> list(String useCase, boolean heldBack) {
        return jdbc.sql("select * from example where use_case = ? and held_back = ? order by id")
                .params(useCase, heldBack)
                .query(ExampleRows::read)
                .list();
    }

    /** How many came after the given time; counting stops at {@code most}. */
    int countSince(String useCase, Instant after, int most) {
        return jdbc.sql("""
                select count(*) from (
                    select 1 from example where use_case = ? and at > ? limit ?) newer""")
                .params(useCase, after.atOffset(ZoneOffset.UTC), most)
                .query(Integer.class)
                .single();
    }

    /** Sets the probability with which those have been drawn by now that people were asked to label at random. */
    void drawn(String useCase, double probability) {
        jdbc.sql("""
                update example set probability = ?
                where use_case = ? and how = 'LABELLING' and probability is not null""").params(probability, useCase).update();
    }

    int countOf(String decisionId) {
        return jdbc.sql("select count(*) from example where decision_id = ?")
                .param(decisionId)
                .query(Integer.class)
                .single();
    }

    int countConflicts(String useCase) {
        return jdbc.sql("select count(*) from (" + CONFLICTING + ") conflicting")
                .param("useCase", useCase)
                .query(Integer.class)
                .single();
    }

    /** All labels of the first cases that have several different ones, case after case, oldest first. */
    List<Example> conflicting(String useCase, int cases) {
        return jdbc.sql("select * from example where use_case = :useCase and case_digest in ("
                        + CONFLICTING
                        + " order by max(at) desc, case_digest limit :cases) order by case_digest, at, id")
                .param("useCase", useCase)
                .param("cases", cases)
                .query(ExampleRows::read)
                .list();
    }

    /** Held back, with a label that was known when they came; the newest. */
    List<Example> imported(String useCase, int most) {
        return jdbc.sql("""
                select * from example where use_case = ? and held_back and how in ('IMPORT', 'SIMULATION')
                order by at desc, id limit ?""").params(useCase, most).query(ExampleRows::read).list();
    }

    /** One whose probability is unknown is left out: no estimate may use it. */
    List<BlindJudgement> blindJudgements(List<String> decisionIds) {
        return jdbc.sql("""
                select decision_id, blind_judgement, probability from example e
                where decision_id in (:ids) and blind_judgement is not null and probability > 0
                  and not exists (
                        select 1 from example earlier
                        where earlier.decision_id = e.decision_id and earlier.blind_judgement is not null
                          and earlier.probability > 0
                          and (earlier.at < e.at or (earlier.at = e.at and earlier.id < e.id)))
                order by decision_id""")
                .param("ids", decisionIds)
                .query((row, i) -> new BlindJudgement(
                        row.getString("decision_id"), row.getString("blind_judgement"), row.getDouble("probability")))
                .list();
    }

    private static void set(PreparedStatement row, Example e) throws SQLException {
        row.setString(1, e.id());
        row.setString(2, e.useCase());
        row.setString(3, e.decisionId());
        row.setString(4, e.batch());
        row.setString(5, LedgerJson.write(e.subject()));
        row.setString(6, e.label());
        row.setString(7, e.provenance().how().name());
        row.setString(8, e.provenance().by());
        row.setString(9, e.provenance().blindJudgement());
        row.setObject(10, e.provenance().probability());
        row.setObject(11, e.at().atOffset(ZoneOffset.UTC));
        row.setBoolean(12, e.heldBack());
        row.setString(13, e.caseDigest());
    }

    private static Example read(ResultSet row, int index) throws SQLException {
        return new Example(
                row.getString("id"),
                row.getString("use_case"),
                row.getString("decision_id"),
                row.getString("batch"),
                LedgerJson.read(row.getString("fields"), Case.class),
                row.getString("label"),
                new Provenance(
                        How.valueOf(row.getString("how")),
                        row.getString("labelled_by"),
                        row.getString("blind_judgement"),
                        row.getObject("probability", Double.class)),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
