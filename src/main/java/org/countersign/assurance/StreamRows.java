package org.countersign.assurance;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.countersign.assurance.EvidenceStream.Origin;
import org.countersign.decision.Insertion;
import org.countersign.decision.LedgerJson;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of evidence streams and of how far they were read. */
@Component
class StreamRows {

    /** What the ledger is read for, and to which id. */
    record Reading(String policy, String ruleSet, String readTo) {}

    private final JdbcClient jdbc;
    private final Insertion insertion;

    StreamRows(JdbcClient jdbc, Insertion insertion) {
        this.jdbc = jdbc;
        this.insertion = insertion;
    }

    /** Locks the reading of a use case; null when another node has it and {@code orSkip}, or it never began. */
    @Nullable
    Reading lock(String useCase, boolean orSkip) {
        return jdbc.sql("select policy, rule_set, read_to from certifying where use_case = ? for update"
                        + (orSkip ? " skip locked" : ""))
                .param(useCase)
                .query((row, i) -> new Reading(row.getString(1), row.getString(2), row.getString(3)))
                .optional()
                .orElse(null);
    }

    /** How far a use case was read; empty when that never began. */
    Optional<Reading> reading(String useCase) {
        return jdbc.sql("select policy, rule_set, read_to from certifying where use_case = ?")
                .param(useCase)
                .query((row, i) -> new Reading(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }

    void begin(String useCase, Reading reading) {
        insertion.done(() -> jdbc.sql("""
                insert into certifying (use_case, policy, rule_set, read_to)
                select :useCase, :policy, :ruleSet, :readTo
                where not exists (select 1 from certifying where use_case = :useCase)""")
                .param("useCase", useCase)
                .param("policy", reading.policy())
                .param("ruleSet", reading.ruleSet())
                .param("readTo", reading.readTo())
                .update());
    }

    void readTo(String useCase, Reading reading) {
        jdbc.sql("update certifying set policy = ?, rule_set = ?, read_to = ? where use_case = ?")
                .params(reading.policy(), reading.ruleSet(), reading.readTo(), useCase)
                .update();
    }

    List<EvidenceStream> active(String useCase) {
        return jdbc.sql("select * from evidence_stream where use_case = ? and active order by id")
                .param(useCase)
                .query((row, i) -> new EvidenceStream(
                        new Origin(
                                row.getString("id"),
                                new Cell(
                                        row.getString("model"),
                                        OversightLevel.valueOf(row.getString("level")),
                                        row.getString("segment"),
                                        row.getString("label")),
                                row.getInt("round"),
                                row.getString("after_id"),
                                row.getInt("parts"),
                                row.getString("digest")),
                        LedgerJson.read(row.getString("state"), WealthStream.State.class)))
                .list();
    }

    /** How many rounds of evidence a cell has had, under whatever rules and policy. */
    int rounds(String useCase, Cell cell) {
        return jdbc.sql("""
                select coalesce(max(round), 0) from evidence_stream
                where use_case = ? and model = ? and level = ? and segment = ? and label = ?""")
                .params(useCase, cell.model(), cell.level().name(), cell.segment(), cell.label())
                .query(Integer.class)
                .single();
    }

    void insert(String useCase, EvidenceStream stream, boolean active, Instant at) {
        var origin = stream.origin();
        jdbc.sql("""
                insert into evidence_stream (id, use_case, model, level, segment, label, round, active, state, parts,
                                             digest, after_id, started_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        origin.id(),
                        useCase,
                        origin.cell().model(),
                        origin.cell().level().name(),
                        origin.cell().segment(),
                        origin.cell().label(),
                        origin.round(),
                        active,
                        LedgerJson.write(stream.state()),
                        origin.parts(),
                        origin.digest(),
                        origin.afterId(),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void part(String stream, int number, String content) {
        jdbc.sql("insert into evidence_part (stream, number, content) values (?, ?, ?)")
                .params(stream, number, content)
                .update();
    }

    void update(String id, WealthStream.State state, int parts, String digest) {
        jdbc.sql("update evidence_stream set state = ?, parts = ?, digest = ? where id = ?")
                .params(LedgerJson.write(state), parts, digest, id)
                .update();
    }

    /** Ends streams; null stands for any model or segment. */
    void end(String useCase, @Nullable String model, @Nullable OversightLevel level, @Nullable String segment) {
        jdbc.sql("""
                update evidence_stream set active = false
                where use_case = :useCase and active
                  and (cast(:model as varchar) is null or model = :model)
                  and (cast(:level as varchar) is null or level = :level)
                  and (cast(:segment as varchar) is null or segment = :segment)""")
                .param("useCase", useCase)
                .param("model", model)
                .param("level", level == null ? null : level.name())
                .param("segment", segment)
                .update();
    }
}
