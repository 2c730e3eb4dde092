package org.countersign.prediction;

import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.countersign.decision.LedgerJson;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The models in the database. */
@Repository
class StoredModels {

    /** H2 takes no {@code bytea} above 1 MiB, so large parts are stored in slices. */
    private static final int SLICE = 1_000_000;

    private final JdbcClient jdbc;

    StoredModels(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    int nextNumber(String useCase) {
        return jdbc.sql("select coalesce(max(number), 0) + 1 from model where use_case = :useCase")
                .param("useCase", useCase)
                .query(Integer.class)
                .single();
    }

    void add(Model model, int number, Artifact artifact) {
        jdbc.sql("""
                        insert into model (use_case, version, number, learner, status, trained_at, examples, digest, provenance,
                            calibration)
                        values (:useCase, :version, :number, :learner, :status, :trainedAt, :examples, :digest, :provenance,
                            :calibration)
                        """)
                .param("useCase", model.useCase())
                .param("version", model.version())
                .param("number", number)
                .param(
                        "learner",
                        model.learner() == null ? null : model.learner().name())
                .param("status", model.status().name())
                .param("trainedAt", OffsetDateTime.ofInstant(model.trainedAt(), ZoneOffset.UTC))
                .param("examples", model.examples())
                .param("digest", model.digest())
                .param("provenance", model.provenance())
                .param("calibration", model.calibration() == null ? null : LedgerJson.write(model.calibration()))
                .update();
        artifact.parts().forEach((name, bytes) -> addPart(model, name, bytes));
    }

    private void addPart(Model model, String name, byte[] bytes) {
        for (int from = 0, slice = 0; from < bytes.length; from += SLICE, slice++) {
            jdbc.sql("""
                            insert into model_part (use_case, version, name, slice, content)
                            values (:useCase, :version, :name, :slice, :content)
                            """)
                    .param("useCase", model.useCase())
                    .param("version", model.version())
                    .param("name", name)
                    .param("slice", slice)
                    .param("content", Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + SLICE)))
                    .update();
        }
    }

    Artifact artifact(String useCase, String version) {
        var parts = new TreeMap<String, ByteArrayOutputStream>();
        jdbc.sql("""
                        select name, content from model_part
                        where use_case = :useCase and version = :version
                        order by name, slice
                        """)
                .param("useCase", useCase)
                .param("version", version)
                .query((ResultSet row) -> parts.computeIfAbsent(row.getString("name"), n -> new ByteArrayOutputStream())
                        .writeBytes(row.getBytes("content")));
        var bytes = new TreeMap<String, byte[]>();
        parts.forEach((name, content) -> bytes.put(name, content.toByteArray()));
        return new Artifact(bytes);
    }

    Optional<Model> find(String useCase, String version) {
        return jdbc.sql("select * from model where use_case = :useCase and version = :version")
                .param("useCase", useCase)
                .param("version", version)
                .query((row, i) -> model(row))
                .optional();
    }

    List<Model> list(String useCase) {
        return jdbc.sql("select * from model where use_case = :useCase order by number desc")
                .param("useCase", useCase)
                .query((row, i) -> model(row))
                .list();
    }

    /**
     * Makes one the champion and retires the one before, in one statement over all rows of the use case: of two
     * promotions at once the second waits, sees what the first did, and one champion is left.
     */
    boolean promote(String useCase, String version) {
        return jdbc.sql("""
                                update model set status = case
                                    when version = :version then 'CHAMPION'
                                    when status = 'CHAMPION' then 'RETIRED'
                                    else status end
                                where use_case = :useCase
                                and exists (select 1 from model m where m.use_case = :useCase and m.version = :version)
                                """).param("useCase", useCase).param("version", version).update() > 0;
    }

    private static Model model(ResultSet row) throws SQLException {
        var learner = row.getString("learner");
        var calibration = row.getString("calibration");
        return new Model(
                row.getString("use_case"),
                row.getString("version"),
                learner == null ? null : Learner.valueOf(learner),
                Model.Status.valueOf(row.getString("status")),
                row.getObject("trained_at", OffsetDateTime.class).toInstant(),
                row.getInt("examples"),
                row.getString("digest"),
                row.getString("provenance"),
                calibration == null ? null : LedgerJson.read(calibration, Calibration.class));
    }
}
