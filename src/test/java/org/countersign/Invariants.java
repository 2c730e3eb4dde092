package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What holds in every database of the program at every moment: law 3, and that nothing is lost. */
final class Invariants {

    private static final ObjectMapper JSON = new ObjectMapper();

    private record Entry(String stream, String kind, JsonNode content) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate oneMoment;

    Invariants(DataSource database) {
        jdbc = JdbcClient.create(database);
        oneMoment = new TransactionTemplate(new DataSourceTransactionManager(database));
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    void assertHold() {
        oneMoment.executeWithoutResult(status -> assertHoldNow());
    }

    private void assertHoldNow() {
        var trail = unbrokenTrail();
        assertLedgerIsWhatTheTrailTells(trail);
        assertEachEntryHasItsRow(trail, "VerdictGiven", "select task_id as id, decision_id from verdict", "taskId");
        assertEachEntryHasItsRow(
                trail, "Labelled", "select id, decision_id from example where decision_id is not null");
        assertEachEntryHasItsRow(trail, "TookEffect", "select id, decision_id from outbox where kind = 'TookEffect'");
        assertEachEntryHasItsRow(trail, "Finalised", "select id, decision_id from outbox where kind = 'Finalised'");
        assertEachEntryHasItsRow(trail, "Reversed", "select id, decision_id from outbox where kind = 'Reversed'");
        assertEachEntryHasItsRow(trail, "Corrected", "select id, decision_id from outbox where kind = 'Corrected'");
        assertProcessesAndDecisionsMatch();
    }

    /** Recomputed as the auditor would, not by the program's own code. */
    private List<Entry> unbrokenTrail() {
        var entries = new ArrayList<Entry>();
        var last = new String[] {"", "", ""};
        jdbc.sql("select * from trail order by stream, sequence").query(row -> {
            var stream = row.getString("stream");
            var first = !stream.equals(last[0]);
            var sequence = first ? 0 : Integer.parseInt(last[1]) + 1;
            assertThat(row.getInt("sequence")).as(stream).isEqualTo(sequence);
            var text = String.join(
                    "\n",
                    first ? "0".repeat(64) : last[2],
                    stream,
                    Integer.toString(sequence),
                    row.getObject("at", OffsetDateTime.class).toInstant().toString(),
                    row.getString("actor_kind"),
                    row.getString("actor"),
                    row.getString("kind"),
                    row.getString("content"));
            assertThat(row.getString("hash")).as(stream + " " + sequence).isEqualTo(sha256(text));
            last[0] = stream;
            last[1] = Integer.toString(sequence);
            last[2] = row.getString("hash");
            entries.add(new Entry(stream, row.getString("kind"), json(row.getString("content"))));
        });
        return entries;
    }

    private void assertLedgerIsWhatTheTrailTells(List<Entry> trail) {
        var told = trail.stream()
                .filter(e -> !e.stream().startsWith("use-case:"))
                .collect(Collectors.groupingBy(
                        Entry::stream, Collectors.reducing("", Invariants::tells, (a, b) -> b.isEmpty() ? a : b)));
        assertThat(pairs("select id, status from decision")).isEqualTo(told);
        var routed = trail.stream()
                .filter(e -> e.kind().equals("Routed"))
                .map(Entry::stream)
                .toList();
        assertThat(routed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(told.keySet());
    }

    /** The status that an entry puts a decision in; empty when it leaves it as it was. */
    private static String tells(Entry entry) {
        return switch (entry.kind()) {
            case "Received", "Reversed" -> "AWAITING_REVIEW";
            case "TookEffect" -> entry.content().has("vetoUntil") ? "PROVISIONAL" : "FINAL";
            case "Finalised" -> "FINAL";
            case "Corrected" -> "CORRECTED";
            default -> "";
        };
    }

    private void assertEachEntryHasItsRow(List<Entry> trail, String kind, String rows, String... idAt) {
        var entries = trail.stream()
                .filter(e -> e.kind().equals(kind))
                .map(e -> e.stream()
                        + (idAt.length == 0
                                ? ""
                                : " " + e.content().get(idAt[0]).asText()))
                .toList();
        var stored = jdbc.sql(rows)
                .query((row, i) -> row.getString("decision_id") + (idAt.length == 0 ? "" : " " + row.getString("id")))
                .list();
        assertThat(stored).as(kind).containsExactlyInAnyOrderElementsOf(entries);
    }

    private void assertProcessesAndDecisionsMatch() {
        var decisions = pairs("select id, status from decision");
        var running = keys("select distinct business_key_ from act_ru_execution where parent_id_ is null"
                + " and proc_def_id_ like 'decision:%'");
        var open = decisions.entrySet().stream()
                .filter(d ->
                        d.getValue().equals("AWAITING_REVIEW") || d.getValue().equals("PROVISIONAL"))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(running).as("decisions in the engine").containsExactlyInAnyOrderElementsOf(open);
        var tasks =
                keys("select e.business_key_ from act_ru_task t join act_ru_execution e on e.id_ = t.proc_inst_id_");
        assertThat(tasks).as("tasks").doesNotHaveDuplicates().containsAll(open);
        var checks = keys("select decision_id from spot_check where answered_at is null and decision_id in"
                + " (select id from decision where status in ('FINAL', 'CORRECTED') and decided_by_kind = 'MODEL')");
        assertThat(
                        keys(
                                "select business_key_ from act_ru_execution where parent_id_ is null and proc_def_id_ like 'spot-check:%'"))
                .as("spot checks")
                .containsExactlyInAnyOrderElementsOf(checks);
        assertThat(keys(
                        "select e.business_key_ from act_ru_job j join act_ru_execution e on e.id_ = j.process_instance_id_"
                                + " where j.handler_type_ = 'timer-transition'"))
                .as("veto windows")
                .containsExactlyInAnyOrderElementsOf(keys("select id from decision where status = 'PROVISIONAL'"));
    }

    List<String> keys(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    /** Adds decisions like one about a post, of another text, with no trail: to be forgotten before anything is asserted. */
    void copy(String decision, int from, int to, String text) {
        for (int i = from; i < to; i++) {
            jdbc.sql("""
                    insert into decision (id, use_case, caller, request_digest, request, policy, rule_set, model, prediction,
                                          facts, route, level, ruled, segment, status, created_at)
                    select ?, use_case, caller, request_digest, replace(request, 'a lovely morning', ?), policy, rule_set,
                           model, prediction, facts, route, level, ruled, segment, status, created_at
                    from decision where id = ?""")
                    .params(prefix(decision) + "g%05d".formatted(i), text, decision)
                    .update();
        }
    }

    void forgetCopies(String decision) {
        jdbc.sql("delete from decision where id like ? and id <> ?")
                .params(prefix(decision) + "%", decision)
                .update();
    }

    /** Copies come after what was decided before, and before whatever is decided later. */
    private static String prefix(String decision) {
        return decision.substring(0, decision.length() - 6);
    }

    /** Two columns as a map. */
    Map<String, String> pairs(String sql) {
        return jdbc.sql(sql).query((row, i) -> Map.entry(row.getString(1), row.getString(2))).list().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
