package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.Caller.Answer;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What one node does holds for the other, and of two who do one thing at once one does it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OnPostgresTests extends TwoNodes {

    @Test
    @Order(0)
    void makesTheWholeSchemaOrNothing() throws SQLException {
        var database = OneTransaction.over(postgres.getPostgresDatabase());
        for (var killed : List.of(true, false)) {
            var connection = database.getConnection();
            try (var sql = connection.createStatement()) {
                sql.execute("create table half (id integer)");
                connection.commit();
                sql.execute("create table undone (id integer)");
                assertThatThrownBy(() -> sql.execute("nonsense")).isInstanceOf(SQLException.class);
                connection.rollback();
                sql.execute("create table rest (id integer)");
            }
            if (killed) {
                connection.abort(Runnable::run);
            }
            connection.close();
            assertThat(stored.keys("select table_name from information_schema.tables"))
                    .doesNotContain("undone")
                    .satisfies(tables -> assertThat(tables.containsAll(List.of("half", "rest")))
                            .isEqualTo(!killed));
        }
    }

    @Test
    @Order(1)
    void seedsOnce() {
        assertThat(stored.keys("select use_case from model"))
                .containsExactlyInAnyOrder("credit", "moderation", "triage");
        assertThat(stored.keys("select stream from trail where kind = 'PutInForce'"))
                .hasSize(3);
        assertThat(stored.keys("select id from decision")).hasSize(15);
        assertThat(stored.keys("select key_ from act_re_procdef"))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(3);
        assertThat(stored.keys("select name_ from act_ru_filter"))
                .doesNotHaveDuplicates()
                .contains("My tasks");
        stored.assertHold();
    }

    @Test
    @Order(2)
    void decidesAtEveryLevelThroughEveryDoor() {
        var integrator = one.as("integrator");
        var auto = decide(integrator, post("neither", 0.95));
        assertThat(auto.get("status").asText()).isEqualTo("FINAL");
        judge(one.as("moderator"), auto, "hate");
        assertThat(statusOf(auto)).isEqualTo("CORRECTED");

        var watched = decide(integrator, post("neither", 0.8));
        assertThat(watched.get("status").asText()).isEqualTo("PROVISIONAL");
        assertThat(veto(two, watched).status()).isEqualTo(200);
        judge(two.as("moderator"), watched, "offensive");
        assertThat(statusOf(watched)).isEqualTo("FINAL");

        var variables = """
                {"variables": {"useCase": {"value": "moderation", "type": "String"},
                  "case": {"value": "{\\"tweet\\": \\"a lovely morning\\"}", "type": "String"}}}""";
        var started = integrator.post("/engine-rest/process-definition/key/decision/start", variables);
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(stored.keys("select id from decision"))
                .contains(started.body().get("businessKey").asText());
        stored.assertHold();
    }

    @Test
    @Order(3)
    void promotesForTheNextDecisionOnTheOtherNode() {
        var owner = one.as("owner");
        var run = owner.post("/api/v1/use-cases/moderation/training-runs", "{\"learner\": \"LINEAR\"}");
        var done = await().atMost(LONG)
                .until(
                        () -> owner.get(run.headers().firstValue("Location").orElseThrow()),
                        r -> r.body().has("endedAt"));
        var model = done.body().get("challenger").asText();
        assertThat(two.as("owner")
                        .post("/api/v1/use-cases/moderation/models/" + model + "/promotion", "")
                        .status())
                .isEqualTo(200);
        var next = decide(one.as("integrator"), "{\"useCase\": \"moderation\", \"case\": {\"tweet\": \"hello\"}}");
        assertThat(next.at("/prediction/modelVersion").asText()).isEqualTo(model);
    }

    @Test
    @Order(3)
    void retrainsOnceAndAsksForEachLabelOnce() {
        var useCase = "/api/v1/use-cases/moderation";
        var started = atOnce(node -> node.as("owner").post(useCase + "/retrainings", ""));
        assertThat(started).extracting(Answer::status).containsExactlyInAnyOrder(202, 409);
        var id = stored.keys("select id from retraining").get(0);
        var shown = await().atMost(LONG)
                .until(() -> one.as("owner").get(useCase + "/retrainings/" + id).body(), r -> r.has("shown"));
        var word = "{\"verdict\": \"APPROVE\", \"contentVersion\": " + shown.at("/shown/contentVersion") + "}";
        assertThat(one.as("owner")
                        .post(useCase + "/retrainings/" + id + "/verdict", word)
                        .status())
                .isEqualTo(403);
        var approved = atOnce(node -> node.as("owner2").post(useCase + "/retrainings/" + id + "/verdict", word));
        assertThat(approved).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
        assertThat(two.as("owner").post(useCase + "/models/rollback", "").status())
                .isEqualTo(200);
        assertThat(two.as("owner").get(useCase + "/examples/conflicts").status())
                .isEqualTo(200);

        var cases = IntStream.range(0, 60)
                .mapToObj(i -> "{\"tweet\": \"post number " + i + "\"}")
                .collect(Collectors.joining(", ", "[", "]"));
        atOnce(node -> node.as("owner").post(useCase + "/unlabelled", cases));
        var asked = await().atMost(LONG)
                .until(
                        () -> one.as("owner").get(useCase + "/unlabelled").body(),
                        s -> s.path("asked").asInt() > 0);
        assertThat(asked.path("asked").asInt() + asked.path("waiting").asInt()).isEqualTo(60);
        assertThat(asked.path("batches").asInt()).isEqualTo(1);
        assertThat(two.as("owner")
                        .send("DELETE", useCase + "/unlabelled", "application/json", "")
                        .body()
                        .path("passed")
                        .asInt())
                .isEqualTo(60);
        stored.assertHold();
    }

    @Test
    @Order(4)
    void putsRulesInForceForTheNextDecisionOnTheOtherNode() {
        var rules = "/api/v1/use-cases/moderation/rules";
        var officer = one.as("officer");
        var before = officer.get(rules).body().at("/inForce").asText();
        var draft = officer.post(rules + "/drafts", "{}").body();
        ObjectNode files = draft.at("/draft/files").deepCopy();
        files.remove("cases.csv");
        files.put("oversight.drl", TrialUseCases.APPROVE_ALL.replace("approve", "review"));
        var id = draft.at("/draft/id").asText();
        var saving = JsonNodeFactory.instance.objectNode().put("edits", 1).set("files", files);
        officer.send("PUT", rules + "/drafts/" + id, "application/json", saving.toString());
        var version = officer.post(rules + "/proposals", "{\"draft\": \"%s\", \"edits\": 2}".formatted(id))
                .body()
                .at("/version")
                .asText();
        for (var put : List.of(version, before)) {
            var level = put.equals(before) ? "AUTO_APPROVE" : "HUMAN_IN_THE_LOOP";
            decide(two.as("integrator"), post("neither", 0.95)); // so that the other node knows what was in force
            var published = one.as("officer2").post(rules + "/publications", "{\"version\": \"%s\"}".formatted(put));
            assertThat(published.status()).as(published.text()).isEqualTo(200);
            for (var node : List.of(two, one)) {
                var next = decide(node.as("integrator"), post("neither", 0.95)).get("route");
                assertThat(next.get("level").asText()).isEqualTo(level);
                assertThat(next.get("ruleSet").asText()).isEqualTo(put);
            }
        }
        stored.assertHold();
    }

    @Test
    @Order(5)
    void takesOneKeyAsOneDecisionOnBothNodesAtOnce() {
        for (var i = 0; i < 10; i++) {
            var key = "twin-" + i;
            var twins = atOnce(node ->
                    node.as("integrator").post("/api/v1/decisions", post("neither", 0.95), "Idempotency-Key", key));
            assertThat(twins)
                    .allSatisfy(
                            twin -> assertThat(twin.status()).as(twin.text()).isEqualTo(201));
            assertThat(twins.get(0).body().get("id"))
                    .isEqualTo(twins.get(1).body().get("id"));
        }
        assertThat(stored.keys("select id from decision where idempotency_key like 'twin-%'"))
                .hasSize(10);
        assertThat(stored.keys("select decision_id from spot_check")).doesNotHaveDuplicates();
    }

    @Test
    @Order(6)
    void letsOneOfTwoClaimAndOneOfTwoTabsJudge() {
        for (var i = 0; i < 5; i++) {
            var task = taskOf(decide(one.as("integrator"), Crowd.credit("good", 0.6)));
            var claims = atOnce(node ->
                    node.as(node == one ? "worker" : "worker2").post("/api/v1/review-tasks/" + task + "/claim", ""));
            assertThat(claims).extracting(Answer::status).as(claims.toString()).containsExactlyInAnyOrder(200, 409);
            var winner = claims.get(0).status() == 200 ? "worker" : "worker2";
            var verdict = label(one.as(winner), task, "good");
            var verdicts = atOnce(node -> verdict(node.as(winner), task, verdict));
            assertThat(verdicts)
                    .extracting(Answer::status)
                    .as(verdicts.toString())
                    .contains(204)
                    .containsAnyOf(404, 409);
        }
        stored.assertHold();
    }

    @Test
    @Order(7)
    void letsEitherAVetoOrTheLapseOfTheWindowWin() {
        for (var i = 0; i < 5; i++) {
            var watched = decide(one.as("integrator"), Crowd.credit("good", 0.8));
            var vetoUntil = Instant.parse(watched.get("vetoUntil").asText()).plusMillis(60L * i);
            await().pollInterval(Duration.ofMillis(1)).until(() -> Instant.now().isAfter(vetoUntil));
            var vetoes = atOnce(node -> veto(node, watched));
            assertThat(vetoes)
                    .extracting(Answer::status)
                    .as(vetoes.toString())
                    .isSubsetOf(200, 409)
                    .contains(409);
            await().atMost(LONG).until(() -> statusOf(watched), status -> !status.equals("PROVISIONAL"));
        }
        stored.assertHold();
        assertThat(stored.keys("select stream from trail where kind = 'Finalised'"))
                .doesNotHaveDuplicates();
    }

    @Test
    @Order(8)
    void letsNothingThatHappensToAUseCaseFailOnSomethingElse() {
        for (var i = 0; i < 5; i++) {
            var csv = "tweet,class\nhello " + i + ",2\n";
            var done = atOnce(List.of(
                    () -> one.as("owner").send("POST", "/api/v1/use-cases/moderation/examples", "text/csv", csv),
                    () -> two.as("owner")
                            .send("POST", "/api/v1/use-cases/moderation/examples", "text/csv", csv + "bye,1\n"),
                    () -> one.as("owner").post("/api/v1/use-cases/moderation/models/moderation-1/promotion", ""),
                    () -> two.as("owner").post("/api/v1/use-cases/moderation/models/moderation-1/promotion", ""),
                    () -> turn("supervisor", true)));
            assertThat(done).extracting(Answer::status).as(done.toString()).containsOnly(200, 204);
            assertThat(turn("supervisor2", false).status()).isEqualTo(204);
        }
        stored.assertHold();
    }

    /** Every check here is late at once, and so counts as wrong: what matters is that each counts once. */
    @Test
    @Order(9)
    void countsEachCheckOnceWhicheverNodeReads() {
        var decided = IntStream.range(0, 120)
                .parallel()
                .mapToObj(i -> decide(
                        (i % 2 == 0 ? one : two).as("integrator"),
                        post("neither", 0.95).replace("\"label\"", "\"modelVersion\": \"mine-1\", \"label\"")))
                .map(d -> d.get("id").asText())
                .toList();
        var read = "select use_case from certifying where use_case = 'moderation' and read_to >= '"
                + decided.stream().max(Comparator.naturalOrder()).orElseThrow() + "'";
        await().atMost(LONG).until(() -> stored.keys(read).size() == 1);
        var told = stored.keys("select p.content from evidence_part p join evidence_stream s on s.id = p.stream"
                + " where s.model = 'mine-1' order by p.stream, p.number");
        assertThat(String.join(" ", told).split(" ", -1))
                .filteredOn(word -> word.contains(":"))
                .hasSize(decided.size())
                .allMatch(word -> word.endsWith(":1.0:1:unanswered"));
        stored.assertHold();
    }

    /** Both nodes look for drift each second: of the texts that became longer, one tells. */
    @Test
    @Order(9)
    void tellsOnceThatCasesHaveChanged() {
        var id = decide(
                        one.as("integrator"),
                        post("neither", 0.95).replace("\"label\"", "\"modelVersion\": \"mine-5\", \"label\""))
                .get("id")
                .asText();
        try {
            stored.copy(id, 0, 600, "a lovely morning");
            stored.copy(id, 600, 900, "a lovely morning, and so much longer than any before");
            var told = "select content from trail where kind = 'Drifted'";
            await().atMost(LONG).until(() -> !stored.keys(told).isEmpty());
            assertThat(stored.keys(told))
                    .singleElement()
                    .asString()
                    .contains("\"model\":\"mine-5\"", "\"features\":[\"tweet\"]");
            var seen = two.as("owner").get("/api/v1/use-cases/moderation/drift").body();
            assertThat(seen.findValuesAsText("words").toString()).contains("(mine-5): Post (length)");
        } finally {
            stored.forgetCopies(id);
        }
    }

    /** Both nodes decide all the time; what the database holds right after a stop's commit is all that it ever holds. */
    @Test
    @Order(10)
    void letsNoApprovalOnEitherNodeSlipPastAStopThatIsCommitted() throws Exception {
        var going = new AtomicBoolean(true);
        var crowd = Executors.newFixedThreadPool(12);
        try {
            var work = IntStream.range(0, 12)
                    .mapToObj(i -> crowd.submit(() -> {
                        var integrator = (i % 2 == 0 ? one : two).as("integrator");
                        while (going.get()) {
                            decide(integrator, post("neither", 0.95));
                        }
                    }))
                    .toList();
            for (var round = 0; round < 8; round++) {
                var before = stored.keys("select id from decision").size();
                await().atMost(LONG)
                        .until(() -> stored.keys("select id from decision").size() > before + 20);
                assertThat(turn("supervisor", true).status()).isEqualTo(204);
                var approved = approved();
                var then = stored.keys("select id from decision").size();
                await().atMost(LONG)
                        .until(() -> stored.keys("select id from decision").size() > then + 20);
                assertThat(approved()).containsExactlyInAnyOrderElementsOf(approved);
                assertThat(turn("supervisor2", false).status()).isEqualTo(204);
            }
            going.set(false);
            for (var one : work) {
                one.get();
            }
        } finally {
            going.set(false);
            crowd.shutdownNow();
        }
    }

    private static List<String> approved() {
        return stored.keys("select id from decision where level = 'AUTO_APPROVE'");
    }

    @Test
    @Order(11)
    void saysThatNothingWasDecidedWhileTheDatabaseIsAway() throws IOException {
        assertThat(one.log() + two.log()).as("what failed until now").doesNotContain("ERROR");
        var port = postgres.getPort();
        assertThat(one.as("integrator").get("/api/v1/decisions").status()).isEqualTo(200);
        postgres.close();
        // the first node still knows the password, the second cannot check it
        var refused = atOnce(List.of(
                () -> inTheDark(one, "integrator"),
                () -> inTheDark(two, "admin"),
                () -> one.as("integrator").get("/api/v1/decisions")));
        assertThat(refused).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        });
        assertThat(refused.subList(0, 2))
                .allSatisfy(answer -> assertThat(answer.body().get("detail").asText())
                        .matches(".*[Nn]othing was (decided|recorded).*"));
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgres"))
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
        stored = new Invariants(postgres.getPostgresDatabase());
        assertThat(stored.keys("select id from decision where idempotency_key = 'in the dark'"))
                .isEmpty();
        // a connection that died may be found out in mid-decision, and then a person decides (law 1)
        var again = await().atMost(LONG)
                .until(
                        () -> atOnce(node -> inTheDark(node, "integrator")),
                        answers ->
                                answers.stream().allMatch(a -> List.of(201, 202).contains(a.status())));
        assertThat(again.get(0).body().get("id")).isEqualTo(again.get(1).body().get("id"));
        stored.assertHold();
    }

    private static Answer inTheDark(Node node, String caller) {
        return node.as(caller).post("/api/v1/decisions", post("neither", 0.95), "Idempotency-Key", "in the dark");
    }
}
