package org.countersign.learning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.camunda.bpm.engine.task.Task;
import org.countersign.Caller;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Ledger;
import org.countersign.policy.Policies;
import org.countersign.policy.Revisions;
import org.countersign.security.Queues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People are asked for labels batch by batch, in their ordinary queue, and models learn from the answers. */
@CountersignTest
class LabellingTests {

    private static final String QUEUE = "parcels-review";
    private static final String LABELLER = "labeller";
    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String name = "parcels-labelling-" + TESTS.incrementAndGet();
    private final String useCase = "/api/v1/use-cases/" + name;

    @LocalServerPort
    private int port;

    @Autowired
    private Policies policies;

    @Autowired
    private Revisions revisions;

    @Autowired
    private Queues queues;

    @Autowired
    private IdentityService identities;

    @Autowired
    private TaskService tasks;

    @Autowired
    private UnlabelledRows rows;

    @Autowired
    private Ledger ledger;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        Parcels.putInForce(revisions, policies, name);
        queues.ensure(java.util.Map.of(QUEUE, "Parcels"));
        join(LABELLER);
    }

    private void join(String person) {
        var user = identities.newUser(person);
        user.setPassword(person);
        ((IdentityServiceImpl) identities).saveUser(user, true);
        List.of("case-worker", QUEUE).forEach(group -> identities.createMembership(person, group));
    }

    @AfterEach
    void close() {
        as("owner").send("DELETE", useCase + "/unlabelled", "application/json", "");
        identities.deleteUser(LABELLER);
        jdbc.sql("delete from in_force where use_case = ?").param(name).update();
    }

    @Test
    void asksForTypicalCasesAndAFifthAtRandomOfThoseHeldBack() {
        take(300);

        var asked = awaitAsked(25);

        assertThat(asked).hasSize(25);
        assertThat(chosen("RANDOM", true)).isEqualTo(5);
        assertThat(chosen("TYPICAL", false)).isEqualTo(20);
        assertThat(ledger.texts(
                        "select distinct cast(probability as varchar) from unlabelled where use_case = ? and chosen = 'RANDOM'",
                        name))
                .singleElement()
                .satisfies(q -> assertThat(Double.parseDouble(q)).isEqualTo(5.0 / heldBack()));
        assertThat(ledger.count(
                        "select count(*) from unlabelled where use_case = ? and chosen = 'TYPICAL' and probability is not null",
                        name))
                .isZero();
    }

    @Test
    void learnsFromTheAnswersAndThenAsksWhereTheModelIsLeastSure() {
        take(400);
        for (var round = 1; round <= 3; round++) {
            awaitAsked(20 * round).forEach(this::answerRightly);
            var wanted = round + 1;
            await().atMost(20, SECONDS).until(() -> status().path("batches").asInt() >= wanted);
        }

        assertThat(chosen("MARGIN", false)).isPositive();
        assertThat(ledger.count(
                        "select count(*) from example where use_case = ? and how = 'LABELLING' and labelled_by = 'labeller'",
                        name))
                .isEqualTo(status().path("labelled").asLong())
                .isGreaterThanOrEqualTo(60);
        assertThat(ledger.count(
                        "select count(*) from example where use_case = ? and probability is null and held_back", name))
                .isZero();
        assertThat(status().path("words").asText()).isNotBlank();
        assertThat(status().path("progress").path("judgedOn").asInt()).isPositive();
        weighsAllDrawsTogetherAsThePool();
    }

    /** Were each batch to count for the whole pool, imported examples, which count once, would not be heard beside it. */
    private void weighsAllDrawsTogetherAsThePool() {
        as("owner").send("DELETE", useCase + "/unlabelled", "application/json", "");
        var drawn = jdbc.sql("select 1 / probability from unlabelled where use_case = ? and chosen = 'RANDOM'")
                .param(name)
                .query(Double.class)
                .list();
        var labelled = jdbc.sql("select 1 / probability from example where use_case = ? and probability is not null")
                .param(name)
                .query(Double.class)
                .list();

        assertThat(drawn).hasSizeGreaterThan(10);
        assertThat(drawn.stream().mapToDouble(w -> w).sum()).isCloseTo((double) heldBack(), within(1e-6));
        assertThat(labelled).hasSizeGreaterThan(10).containsOnly(drawn.get(0));
    }

    private long heldBack() {
        return ledger.count("select count(*) from unlabelled where use_case = ? and held_back", name);
    }

    @Test
    void takesAnAbstentionForNoLabel() {
        take(60);
        var task = awaitAsked(1).get(0);

        var silent = complete(task, "{\"verdict\": \"ABSTAIN\"}");
        var said = complete(task, "{\"verdict\": \"ABSTAIN\", \"category\": \"friend\"}");

        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text()).contains("category:", "friend");
        assertThat(said.status()).as(said.text()).isEqualTo(204);
        assertThat(ledger.count("select count(*) from example where use_case = ?", name))
                .isZero();
        assertThat(status().path("passed").asInt()).isEqualTo(1);
        assertThat(ledger.trail("use-case:" + name)).contains("CasesTaken", "LabelsAsked", "CaseLabelled");
    }

    /** Two who cannot judge it are enough; nobody else is asked then. */
    @Test
    void asksAnotherPersonWhenOneCannotJudge() {
        var second = "second-labeller";
        join(second);
        try {
            take(60);
            var task = awaitAsked(1).get(0);
            var subject = ledger
                    .texts("select id from unlabelled where use_case = ? and state = 'ASKED' order by id", name)
                    .stream()
                    .filter(id -> tasksOf(id).stream().anyMatch(t -> t.getId().equals(task.getId())))
                    .findFirst()
                    .orElseThrow();

            assertThat(complete(task, "{\"verdict\": \"ABSTAIN\", \"category\": \"friend\"}")
                            .status())
                    .isEqualTo(204);

            var again = tasksOf(subject).get(0);
            assertThat(again.getId()).isNotEqualTo(task.getId());
            assertThat(status().path("passed").asInt()).isZero();
            var same = engineRest(LABELLER, again, "claim", "{\"userId\": \"" + LABELLER + "\"}");
            assertThat(same.status()).as(same.text()).isEqualTo(403);
            assertThat(complete(again, "{\"label\": \"lost\"}").status()).isEqualTo(403);
            assertThat(complete(second, again, "{\"verdict\": \"ABSTAIN\", \"category\": \"friend\"}")
                            .status())
                    .isEqualTo(204);
            assertThat(tasksOf(subject)).isEmpty();
            assertThat(status().path("passed").asInt()).isEqualTo(1);
            assertThat(ledger.count("select count(*) from example where use_case = ?", name))
                    .isZero();
        } finally {
            identities.deleteUser(second);
        }
    }

    private List<Task> tasksOf(String subject) {
        return tasks.createTaskQuery().processInstanceBusinessKey(subject).list();
    }

    @Test
    void refusesWhatIsNoAnswer() {
        take(60);
        var task = awaitAsked(1).get(0);

        assertThat(complete(task, "{\"verdict\": \"LABEL\", \"label\": \"eaten\"}")
                        .text())
                .contains("label:");
        assertThat(complete(task, "{\"verdict\": \"SHRUG\"}").text()).contains("verdict:");
        assertThat(complete(task, "{\"label\": \"lost\", \"answer\": \"x\"}").text())
                .contains("answer:");
        var stale =
                engineRest(LABELLER, task, "complete", variables("{\"label\": \"lost\", \"contentVersion\": \"old\"}"));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(as("moderator").get("/engine-rest/task/" + task.getId()).status())
                .isEqualTo(404);
        assertThat(ledger.count("select count(*) from example where use_case = ?", name))
                .isZero();
        assertThat(complete(task, "{\"label\": \"lost\"}").status()).isEqualTo(204);
        assertThat(ledger.count("select count(*) from example where use_case = ?", name))
                .isEqualTo(1);
    }

    @Test
    void takesAFileOnceAndSaysWhatIsWrongWithOne() {
        var first = take(60);
        var again = as("owner").send("POST", useCase + "/unlabelled", "text/csv", csv(60));
        var bad = as("owner").post(useCase + "/unlabelled", "[{\"weight\": \"heavy\"}, {\"wait\": 3}]");

        assertThat(first.body().path("cases").asInt()).isEqualTo(60);
        assertThat(again.body().path("known").asBoolean()).isTrue();
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text()).contains("/0/weight", "/1/wait");
        assertThat(as("owner").post(useCase + "/unlabelled", "{}").status()).isEqualTo(400);
        assertThat(as("worker").post(useCase + "/unlabelled", "[]").status()).isEqualTo(403);
        var json = as("owner").post(useCase + "/unlabelled", "[{\"weight\": 5, \"state\": \"1\", \"row\": 7}]");
        assertThat(json.body().path("cases").asInt()).as(json.text()).isEqualTo(1);
        awaitAsked(1);
    }

    @Test
    void asksNobodyAnyMoreOnceEnded() {
        take(60);
        awaitAsked(25);

        var ended = as("owner").send("DELETE", useCase + "/unlabelled", "application/json", "");

        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.body().path("passed").asInt()).isEqualTo(60);
        assertThat(openTasks()).isEmpty();
        assertThat(ledger.trail("use-case:" + name)).endsWith("LabellingEnded");
    }

    private Answer take(int count) {
        var taken = as("owner").send("POST", useCase + "/unlabelled", "text/csv", csv(count));
        assertThat(taken.status()).as(taken.text()).isEqualTo(200);
        return taken;
    }

    /** What goes by sea and is heavy gets lost. */
    private static String csv(int count) {
        return "weight,route,sender\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> (i * 37 % 1000) + "," + (i % 2 == 0 ? "A" : "B") + ",x")
                        .collect(Collectors.joining("\n"));
    }

    private List<Task> awaitAsked(int least) {
        return await().atMost(20, SECONDS)
                .until(this::openTasks, tasks -> tasks.size() >= Math.min(least, 20) && !tasks.isEmpty());
    }

    private List<Task> openTasks() {
        var asked = rows.asked(name);
        return asked.isEmpty()
                ? List.of()
                : tasks.createTaskQuery()
                        .processDefinitionKey("labelling")
                        .processInstanceBusinessKeyIn(asked.toArray(String[]::new))
                        .list();
    }

    private void answerRightly(Task task) {
        var shown = shown(task);
        var row = shown.path("fields");
        var weight = Integer.parseInt(row.path(0).path("value").asText().replace(",", ""));
        var bySea = row.path(1).path("value").asText().equals("By sea");
        var done = complete(
                task, "{\"verdict\": \"LABEL\", \"label\": \"" + (bySea && weight > 300 ? "lost" : "found") + "\"}");
        assertThat(done.status()).as(done.text()).isEqualTo(204);
    }

    private JsonNode shown(Task task) {
        var variables = as(LABELLER).get("/engine-rest/task/" + task.getId() + "/variables?deserializeValues=false");
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(variables.body().path("shown").path("value").asText());
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer complete(Task task, String members) {
        return complete(LABELLER, task, members);
    }

    private Answer complete(String person, Task task, String members) {
        var version = shown(task).path("contentVersion").asText();
        engineRest(person, task, "claim", "{\"userId\": \"" + person + "\"}");
        return engineRest(
                person,
                task,
                "complete",
                variables(members.replaceFirst("\\}$", ", \"contentVersion\": \"" + version + "\"}")));
    }

    private static String variables(String members) {
        return "{\"variables\": "
                + members.replaceAll("(\"[^\"]*\"): (\"[^\"]*\")", "$1: {\"value\": $2, \"type\": \"String\"}") + "}";
    }

    private Answer engineRest(String person, Task task, String what, String body) {
        return as(person).post("/engine-rest/task/" + task.getId() + "/" + what, body);
    }

    private long chosen(String how, boolean heldBack) {
        return ledger.count(
                "select count(*) from unlabelled where use_case = ? and chosen = ? and held_back = ?",
                name,
                how,
                heldBack);
    }

    private JsonNode status() {
        return as("owner").get(useCase + "/unlabelled").body();
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
