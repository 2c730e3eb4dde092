package org.countersign.learning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.countersign.decision.Case;
import org.countersign.decision.LedgerJson;
import org.countersign.learning.Unlabelled.Chosen;
import org.countersign.learning.Unlabelled.State;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The SQL of cases that wait for a label, and of the batches in which people are asked. */
@Component
class UnlabelledRows {

    /** A batch that people were asked about; {@code examples}: how many labels were learned from before. */
    record Round(
            int number,
            int size,
            Instant openedAt,
            int examples,
            @Nullable LabellingProgress progress) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    UnlabelledRows(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void insert(List<Unlabelled> cases, Instant at) {
        batches.batchUpdate(
                """
                insert into unlabelled (id, use_case, fields, held_back, place, state, at)
                values (?, ?, ?, ?, ?, ?, ?)""",
                cases.stream()
                        .map(u -> new Object[] {
                            u.id(),
                            u.useCase(),
                            LedgerJson.write(u.subject()),
                            u.heldBack(),
                            u.place(),
                            u.state().name(),
                            at.atOffset(ZoneOffset.UTC)
                        })
                        .toList());
    }

    boolean has(String id) {
        return jdbc.sql("select count(*) from unlabelled where id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    Optional<Unlabelled> find(String id) {
        return jdbc.sql("select * from unlabelled where id = ?")
                .param(id)
                .query(UnlabelledRows::read)
                .optional();
    }

    /** The first waiting ones in the order of their draw. */
    List<Unlabelled> waiting(String useCase, boolean heldBack, int most) {
        return jdbc.sql("""
                select * from unlabelled where use_case = ? and state = 'WAITING' and held_back = ?
                order by place, id limit ?""")
                .params(useCase, heldBack, most)
                .query(UnlabelledRows::read)
                .list();
    }

    Map<State, Long> counts(String useCase) {
        var counts = new EnumMap<State, Long>(State.class);
        for (var state : State.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql("select state, count(*) as n from unlabelled where use_case = ? group by state")
                .param(useCase)
                .query(row -> {
                    counts.put(State.valueOf(row.getString("state")), row.getLong("n"));
                });
        return counts;
    }

    BatchChoice.Pool pool(String useCase) {
        return jdbc.sql("select count(*), count(probability) from unlabelled where use_case = ? and held_back")
                .param(useCase)
                .query((row, i) -> new BatchChoice.Pool(row.getLong(1), row.getLong(2)))
                .single();
    }

    /** Fails on whoever is second to open the same round. */
    void open(String useCase, Round round, List<Unlabelled> chosen) {
        jdbc.sql("""
                insert into labelling_round (use_case, number, size, opened_at, examples, progress)
                values (?, ?, ?, ?, ?, ?)""")
                .params(
                        useCase,
                        round.number(),
                        round.size(),
                        round.openedAt().atOffset(ZoneOffset.UTC),
                        round.examples(),
                        round.progress() == null ? null : LedgerJson.write(round.progress()))
                .update();
        batches.batchUpdate(
                "update unlabelled set state = ?, round = ?, chosen = ?, probability = ? where id = ?",
                chosen.stream()
                        .map(u -> new Object[] {
                            u.state().name(),
                            u.round(),
                            u.chosen() == null ? null : u.chosen().name(),
                            u.probability(),
                            u.id()
                        })
                        .toList());
    }

    /** Sets the probability with which those have been drawn by now that were drawn in whatever round. */
    void drawn(String useCase, double probability) {
        jdbc.sql("update unlabelled set probability = ? where use_case = ? and probability is not null")
                .params(probability, useCase)
                .update();
    }

    /** Notes that a person could not judge a case; tells how many could not, by now. */
    int passed(String id, String person, String category, Instant at) {
        jdbc.sql("insert into labelling_pass (id, person, category, at) values (?, ?, ?, ?)")
                .params(id, person, category, at.atOffset(ZoneOffset.UTC))
                .update();
        return jdbc.sql("select count(*) from labelling_pass where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
    }

    boolean hasPassed(String id, String person) {
        return jdbc.sql("select count(*) from labelling_pass where id = ? and person = ?")
                        .params(id, person)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** False when it was answered, or called off, before; {@code ASKED} for one that is asked about again. */
    boolean answered(String id, State state) {
        return jdbc.sql("update unlabelled set state = ? where id = ? and state = 'ASKED'")
                        .params(state.name(), id)
                        .update()
                == 1;
    }

    List<String> asked(String useCase) {
        return jdbc.sql("select id from unlabelled where use_case = ? and state = 'ASKED'")
                .param(useCase)
                .query(String.class)
                .list();
    }

    int callOff(String useCase) {
        return jdbc.sql("update unlabelled set state = 'PASSED' where use_case = ? and state in ('WAITING', 'ASKED')")
                .param(useCase)
                .update();
    }

    List<Round> rounds(String useCase) {
        return jdbc.sql("select * from labelling_round where use_case = ? order by number")
                .param(useCase)
                .query((row, i) -> new Round(
                        row.getInt("number"),
                        row.getInt("size"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getInt("examples"),
                        row.getString("progress") == null
                                ? null
                                : LedgerJson.read(row.getString("progress"), LabellingProgress.class)))
                .list();
    }

    private static Unlabelled read(ResultSet row, int index) throws SQLException {
        var chosen = row.getString("chosen");
        return new Unlabelled(
                row.getString("id"),
                row.getString("use_case"),
                LedgerJson.read(row.getString("fields"), Case.class),
                row.getDouble("place"),
                State.valueOf(row.getString("state")),
                row.getObject("round", Integer.class),
                chosen == null ? null : Chosen.valueOf(chosen),
                row.getObject("probability", Double.class));
    }
}
