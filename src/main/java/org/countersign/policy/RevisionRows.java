package org.countersign.policy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.countersign.decision.LedgerJson;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revision.Proposal;
import org.countersign.policy.Revision.State;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of versions. */
@Component
class RevisionRows {

    private final JdbcClient jdbc;

    RevisionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Revision r) {
        var proposal = r.proposal();
        jdbc.sql("""
                insert into revision (use_case, kind, version, number, content, state, authors, created_at,
                                      proposed_by, proposed_at, base, back_test, note)
                select ?, ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ?, ?, ?, ?, ?
                from revision where use_case = ? and kind = ?""")
                .params(
                        r.useCase(),
                        r.kind().name(),
                        r.version(),
                        content(r.files()),
                        r.state().name(),
                        people(r.authors()),
                        at(r.createdAt()),
                        proposal == null ? null : proposal.by(),
                        proposal == null ? null : at(proposal.at()),
                        proposal == null ? null : proposal.base(),
                        proposal == null ? null : proposal.backTest(),
                        proposal == null ? null : proposal.note(),
                        r.useCase(),
                        r.kind().name())
                .update();
    }

    void move(Revision r, State state, String by, Instant when) {
        jdbc.sql("""
                update revision set state = ?, decided_by = ?, decided_at = ?
                where use_case = ? and kind = ? and version = ?""")
                .params(state.name(), by, at(when), r.useCase(), r.kind().name(), r.version())
                .update();
    }

    void propose(Revision r, Proposal proposal) {
        jdbc.sql("""
                update revision
                set state = ?, proposed_by = ?, proposed_at = ?, base = ?, back_test = ?, note = ?, authors = ?
                where use_case = ? and kind = ? and version = ?""")
                .params(
                        State.PROPOSED.name(),
                        proposal.by(),
                        at(proposal.at()),
                        proposal.base(),
                        proposal.backTest(),
                        proposal.note(),
                        people(r.authors()),
                        r.useCase(),
                        r.kind().name(),
                        r.version())
                .update();
    }

    /** One that was in force before is retired again; one that never was is forgotten. */
    void turnDown(Revision r) {
        var params = new Object[] {r.useCase(), r.kind().name(), r.version()};
        if (r.decidedBy() == null) {
            var gone = jdbc.sql("""
                    delete from revision where use_case = ? and kind = ? and version = ? and state = 'PROPOSED'""").params(params).update();
            if (gone != 1) {
                throw new RevisionConflict("Someone else decided this proposal meanwhile: look again.");
            }
        } else {
            move(r, State.RETIRED, r.decidedBy(), Objects.requireNonNull(r.decidedAt()));
        }
    }

    Optional<Revision> find(String useCase, Kind kind, String version) {
        return jdbc.sql("select * from revision where use_case = ? and kind = ? and version = ?")
                .params(useCase, kind.name(), version)
                .query(RevisionRows::read)
                .optional();
    }

    /** Newest first. */
    List<Revision> list(String useCase, Kind kind) {
        return jdbc.sql("select * from revision where use_case = ? and kind = ? order by number desc")
                .params(useCase, kind.name())
                .query(RevisionRows::read)
                .list();
    }

    private static Revision read(ResultSet row, int index) throws SQLException {
        var proposedBy = row.getString("proposed_by");
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new Revision(
                row.getString("use_case"),
                Kind.valueOf(row.getString("kind")),
                row.getString("version"),
                row.getInt("number"),
                files(row.getString("content")),
                State.valueOf(row.getString("state")),
                people(row.getString("authors")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                proposedBy == null
                        ? null
                        : new Proposal(
                                proposedBy,
                                row.getObject("proposed_at", OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("base"),
                                row.getString("back_test"),
                                Objects.requireNonNullElse(row.getString("note"), "")),
                row.getString("decided_by"),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    /** The files as one column. */
    private record Content(Map<String, String> files) {}

    static String content(Map<String, String> files) {
        return LedgerJson.write(new Content(new TreeMap<>(files)));
    }

    static Map<String, String> files(String content) {
        return LedgerJson.read(content, Content.class).files();
    }

    static String people(Set<String> people) {
        return people.stream().sorted().collect(Collectors.joining("\n"));
    }

    static Set<String> people(String column) {
        return Arrays.stream(column.split("\n", -1)).filter(p -> !p.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
