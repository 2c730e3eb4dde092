package org.countersign.assurance;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.assurance.Certificate.Method;
import org.countersign.assurance.Certificate.State;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of certificates. */
@Component
class CertificateRows {

    private final JdbcClient jdbc;

    CertificateRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param stream whose first {@code parts} parts are its evidence */
    void insert(Certificate c, String stream, int parts) {
        jdbc.sql("""
                insert into certificate (id, use_case, model, policy, rule_set, level, segment, label, threshold, method,
                                         content, stream, parts, state, issued_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        c.id(),
                        c.useCase(),
                        c.cell().model(),
                        c.policy(),
                        c.ruleSet(),
                        c.cell().level().name(),
                        c.cell().segment(),
                        c.cell().label(),
                        c.proof().threshold(),
                        c.method().name(),
                        LedgerJson.write(c.proof()),
                        stream,
                        parts,
                        c.state().name(),
                        c.issuedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Certificate> valid(String useCase, Cell cell) {
        return jdbc.sql("""
                select * from certificate
                where use_case = ? and state = 'VALID' and model = ? and level = ? and segment = ? and label = ?""")
                .params(useCase, cell.model(), cell.level().name(), cell.segment(), cell.label())
                .query(CertificateRows::read)
                .optional();
    }

    /** Ends the valid ones; null stands for any model or segment. Tells how many. */
    int end(String useCase, @Nullable String model, @Nullable String segment, State state, Instant at, String why) {
        return jdbc.sql("""
                update certificate set state = :state, ended_at = :at, why_ended = :why
                where use_case = :useCase and state = 'VALID'
                  and (cast(:model as varchar) is null or model = :model)
                  and (cast(:segment as varchar) is null or segment = :segment)""")
                .param("state", state.name())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("why", why)
                .param("useCase", useCase)
                .param("model", model)
                .param("segment", segment)
                .update();
    }

    void supersede(String id, Instant at, String why) {
        jdbc.sql("update certificate set state = 'SUPERSEDED', ended_at = ?, why_ended = ? where id = ?")
                .params(at.atOffset(ZoneOffset.UTC), why, id)
                .update();
    }

    /** Those of the versions in force that are valid or were revoked, the newest last. */
    List<Certificate> inForce(String useCase) {
        return jdbc.sql("""
                select c.* from certificate c
                join in_force f on f.use_case = c.use_case and f.policy = c.policy and f.rule_set = c.rule_set
                where c.use_case = ? and c.state in ('VALID', 'REVOKED') order by c.id""").param(useCase).query(CertificateRows::read).list();
    }

    /** The newest first. */
    List<Certificate> list(String useCase, int most) {
        return jdbc.sql("select * from certificate where use_case = ? order by id desc limit ?")
                .params(useCase, most)
                .query(CertificateRows::read)
                .list();
    }

    Optional<Certificate> find(String useCase, String id) {
        return jdbc.sql("select * from certificate where use_case = ? and id = ?")
                .params(useCase, id)
                .query(CertificateRows::read)
                .optional();
    }

    List<String> evidence(String id) {
        return jdbc.sql("""
                select e.content from certificate c join evidence_part e on e.stream = c.stream and e.number <= c.parts
                where c.id = ? order by e.number""").param(id).query(String.class).list();
    }

    private static Certificate read(ResultSet row, int index) throws SQLException {
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Certificate(
                row.getString("id"),
                row.getString("use_case"),
                new Cell(
                        row.getString("model"),
                        OversightLevel.valueOf(row.getString("level")),
                        row.getString("segment"),
                        row.getString("label")),
                row.getString("policy"),
                row.getString("rule_set"),
                Method.valueOf(row.getString("method")),
                LedgerJson.read(row.getString("content"), Proof.class),
                State.valueOf(row.getString("state")),
                row.getObject("issued_at", OffsetDateTime.class).toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("why_ended"));
    }
}
