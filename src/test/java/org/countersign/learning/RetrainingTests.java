package org.countersign.learning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.countersign.learning.Parcels.parcel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.countersign.Caller;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Revisions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A challenger is trained when it is time, and takes over on the word of a second person only. */
@CountersignTest
class RetrainingTests {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private final String name = "parcels-retraining-" + TESTS.incrementAndGet();
    private final String useCase = "/api/v1/use-cases/" + name;

    @LocalServerPort
    private int port;

    @Autowired
    private ExampleRows examples;

    @Autowired
    private Retrainings retrainings;

    @Autowired
    private Policies policies;

    @Autowired
    private Revisions revisions;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RuntimeService engine;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Drafts drafts;

    @Autowired
    private RaisedAlarms alarms;

    @BeforeEach
    void open() {
        Parcels.putInForce(revisions, policies, name);
        learn(0, 120);
    }

    @AfterEach
    void close() {
        retrainings.list(name).stream()
                .flatMap(r -> engine.createProcessInstanceQuery().processInstanceBusinessKey(r.id()).list().stream())
                .forEach(i -> engine.deleteProcessInstance(i.getId(), "the test is over", true));
        jdbc.sql("delete from in_force where use_case = ?").param(name).update();
    }

    @Test
    void promotesOnTheWordOfASecondPerson() {
        var shown = asked("owner");

        var own = decide("owner", shown, "APPROVE", "");
        var other = decide("owner2", shown, "APPROVE", "");

        assertThat(own.status()).isEqualTo(403);
        assertThat(own.text()).contains("another model owner must decide");
        assertThat(other.status()).as(other.text()).isEqualTo(200);
        assertThat(other.body().path("retraining").path("state").asText()).isEqualTo("PROMOTED");
        assertThat(other.body().path("retraining").path("decidedBy").asText()).isEqualTo("owner2");
        assertThat(champion()).isEqualTo(challenger(shown));
        assertThat(engine.createProcessInstanceQuery()
                        .processInstanceBusinessKey(id(shown))
                        .count())
                .isZero();
    }

    @Test
    void keepsTheChampionWhenTheChallengerIsRejectedWithAReason() {
        var shown = asked("owner");

        var silent = decide("owner2", shown, "REJECT", "");
        var said = decide("owner2", shown, "REJECT", "too few parcels by air");

        assertThat(silent.status()).isEqualTo(400);
        assertThat(silent.text()).contains("/reason");
        assertThat(said.body().path("retraining").path("state").asText()).isEqualTo("REJECTED");
        assertThat(said.body().path("retraining").path("reason").asText()).isEqualTo("too few parcels by air");
        assertThat(champion()).isEmpty();
        assertThat(decide("owner2", shown, "APPROVE", "").status()).isEqualTo(409);
    }

    @Test
    void takesAWordOnWhatWasShownOnly() {
        var shown = asked("owner");
        var elsewhere = as("owner2")
                .post(
                        useCase + "/retrainings/" + id(shown) + "/verdict",
                        "{\"verdict\": \"APPROVE\", \"contentVersion\": \"of another day\"}");

        assertThat(elsewhere.status()).isEqualTo(409);
        assertThat(decide("owner2", shown, "PERHAPS", "").text()).contains("/verdict");
        assertThat(champion()).isEmpty();
    }

    @Test
    void doesNotApproveWhatWasComparedWithAnotherChampion() {
        promote(trained());
        var shown = asked("owner");
        promote(trained());

        var stale = decide("owner2", shown, "APPROVE", "");

        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.text()).contains("reject it, and train again");
    }

    @Test
    void goesRoundNobodysWord() {
        var shown = asked("owner");

        var round = as("owner").post(useCase + "/models/" + challenger(shown) + "/promotion", "");

        assertThat(round.status()).isEqualTo(409);
        assertThat(round.text()).contains("approve it there");
    }

    @Test
    void runsOnceAtATime() {
        var shown = asked("owner");

        var second = as("owner2").post(useCase + "/retrainings", "");
        retrainings.drifted(name, "the parcels changed");
        assertThat(retrainings.startIfDue(name)).isEmpty();
        awaitNoJobs();

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text()).contains(id(shown));
        assertThat(retrainings.list(name)).hasSize(1);
    }

    @Test
    void startsByItselfWhenThereAreEnoughNewExamples() {
        assertThat(retrainings.startIfDue(name)).isEmpty();
        learn(120, 500);

        var started = retrainings.startIfDue(name).orElseThrow();
        var shown = waiting(started.id());

        assertThat(started.cause()).isEqualTo(Retraining.Cause.EXAMPLES);
        assertThat(decide("owner", shown, "APPROVE", "").status()).isEqualTo(200);
        assertThat(champion()).isEqualTo(challenger(shown));
        assertThat(retrainings.startIfDue(name)).isEmpty();
    }

    @Test
    void startsWhenMonitoringSaysThatCasesHaveChanged() {
        retrainings.drifted(name, "weights have changed");
        var started = await().atMost(30, SECONDS).until(() -> retrainings.list(name), list -> !list.isEmpty());

        var shown = waiting(started.get(0).id());

        assertThat(started.get(0).cause()).isEqualTo(Retraining.Cause.DRIFT);
        assertThat(shown.path("shown").path("facts").toString()).contains("weights have changed");
    }

    /** What the open one learned from is from before the alarm. */
    @Test
    void comesBackToAnAlarmThatCameWhileOneWasUnderWay() {
        promote(trained());
        var shown = asked("owner");
        alarms.raise(name, champion(), "");
        assertThat(retrainings.startIfDue(name)).isEmpty();
        awaitNoJobs();
        assertThat(retrainings.list(name)).hasSize(1);
        assertThat(decide("owner2", shown, "REJECT", "of another time").status())
                .isEqualTo(200);

        var started = retrainings.startIfDue(name).orElseThrow();

        assertThat(started.cause()).isEqualTo(Retraining.Cause.DRIFT);
        assertThat(decide("owner2", waiting(started.id()), "REJECT", "enough").status())
                .isEqualTo(200);
        assertThat(retrainings.startIfDue(name)).as("the same alarm once more").isEmpty();
    }

    @Test
    void leavesAnAlarmAboutAModelOfTheCallersToTheCaller() {
        alarms.raise(name, "theirs-7", "");

        assertThat(retrainings.startIfDue(name)).isEmpty();
        requireNoProcess();
    }

    @Test
    void startsByItselfWhenThePolicySaysThatItIsTime() {
        Parcels.retrainEvery(revisions, drafts, policies, name, "P1D");

        var started = retrainings.startIfDue(name).orElseThrow();

        assertThat(started.cause()).isEqualTo(Retraining.Cause.TIME);
        assertThat(decide("owner", waiting(started.id()), "APPROVE", "").status())
                .isEqualTo(200);
        assertThat(retrainings.startIfDue(name)).as("within a day").isEmpty();
        jdbc.sql("update training_run set started_at = ? where use_case = ?")
                .params(Instant.now().minus(Duration.ofDays(1)).atOffset(ZoneOffset.UTC), name)
                .update();
        assertThat(retrainings.startIfDue(name)).isPresent();
    }

    /** Labels from before say what is wrong by now. Those from after it are too few to be learned from alone. */
    @Test
    void learnsFromWhatCameAfterTheChangeThatAnAlarmSaw() {
        promote(trained());
        var later = Instant.now().plusSeconds(60);
        examples.insert(IntStream.range(1000, 1150)
                .mapToObj(i ->
                        example(i, parcel(i - 999.5, i % 2 == 0 ? "A" : "B"), i % 2 == 0 ? "found" : "lost", later))
                .toList());
        var alarmed = alarms.raise(name, champion(), "");

        var started = await().atMost(30, SECONDS).until(() -> retrainings.list(name), list -> !list.isEmpty());
        var shown = waiting(started.get(0).id());

        assertThat(started.get(0).why()).isEqualTo("a test");
        var card = as("owner")
                .get(useCase + "/models/" + challenger(shown) + "/card")
                .body()
                .path("card");
        assertThat(Instant.parse(card.path("since").asText())).isEqualTo(alarmed);
        assertThat(card.path("data").path("earlier").asDouble()).isEqualTo(.2);
        assertThat(card.path("candidates").findValues("earlier").stream().map(JsonNode::asDouble))
                .contains(1., .2)
                .doesNotContain(0.);
        assertThat(card.path("metrics").path("accuracy").path("estimate").asDouble())
                .as("on what came after")
                .isGreaterThan(.9);
    }

    @Test
    void showsFiguresByGroupInTheCard() {
        Parcels.protectSender(revisions, drafts, policies, name);
        examples.insert(IntStream.range(2000, 2040)
                .mapToObj(i -> example(
                        i, sent(i, i % 4 < 2 ? "abroad" : "here"), i % 2 == 0 ? "lost" : "found", Instant.now()))
                .toList());
        var card = as("owner")
                .get(useCase + "/models/" + trained() + "/card")
                .body()
                .path("card");

        assertThat(card.path("groups").findValuesAsText("field")).containsOnly("sender");
        assertThat(card.path("groups").findValuesAsText("value")).contains("abroad", "here", "missing");
        assertThat(card.path("groups").findValues("enough").stream().map(JsonNode::asBoolean))
                .containsOnly(false);
    }

    @Test
    void saysWhyNothingCouldBeTrained() {
        jdbc.sql("delete from example where use_case = ?").param(name).update();
        var started = retrain("owner").body();

        var ended = await().atMost(30, SECONDS)
                .until(
                        () -> as("owner")
                                .get(useCase + "/retrainings/" + id(started))
                                .body(),
                        r -> r.path("retraining").path("state").asText().equals("FAILED"));

        assertThat(ended.path("run").path("failure").asText()).startsWith("There are no examples");
        learn(0, 120);
        asked("owner");
    }

    @Test
    void showsItsEvidenceToModelOwnersInTasklist() {
        var shown = asked("owner");
        var task = tasks.createTaskQuery().processInstanceBusinessKey(id(shown)).singleResult();

        var form = as("owner2").get("/engine-rest/task/" + task.getId() + "/deployed-form");
        var variables = as("owner2").get("/engine-rest/task/" + task.getId() + "/variables?deserializeValues=false");

        assertThat(form.body().path("id").asText()).isEqualTo("retraining");
        assertThat(variables.body().path("shown").path("value").toString()).contains(challenger(shown));
        assertThat(as("worker").get("/engine-rest/task/" + task.getId()).status())
                .isEqualTo(404);
        assertThat(as("auditor").get(useCase + "/retrainings").body()).hasSize(1);
        assertThat(as("worker").get(useCase + "/retrainings").status()).isEqualTo(403);
        assertThat(as("worker").post(useCase + "/retrainings", "").status()).isEqualTo(403);
    }

    @Test
    void goesOneStepBack() {
        var first = trained();
        promote(first);
        assertThat(as("owner").post(useCase + "/models/rollback", "").status()).isEqualTo(409);
        promote(trained());

        var back = as("owner").post(useCase + "/models/rollback", "");

        assertThat(back.status()).as(back.text()).isEqualTo(200);
        assertThat(champion()).isEqualTo(first);
    }

    @Test
    void keepsACardOfEachModel() {
        var version = trained();

        var card = as("auditor")
                .get(useCase + "/models/" + version + "/card")
                .body()
                .path("card");

        var heldBack = examples.list(name, true).size();
        assertThat(card.path("data").path("examples").asInt()).isEqualTo(120 - heldBack);
        assertThat(card.path("data").path("byProvenance").path("IMPORT").asInt())
                .isEqualTo(120 - heldBack);
        assertThat(card.path("metrics").path("n").asInt()).isEqualTo(heldBack);
        assertThat(card.path("metrics").path("accuracy").path("estimate").asDouble())
                .isEqualTo(1);
        assertThat(card.path("metrics").path("accuracy").path("low").asDouble()).isBetween(.5, .95);
        assertThat(card.path("coverage").path("words").asText()).startsWith("insufficient data");
        assertThat(card.path("estimated").asBoolean()).isTrue();
        assertThat(as("worker").get(useCase + "/models/" + version + "/card").status())
                .isEqualTo(403);
        assertThat(as("owner").get(useCase + "/models/nothing-1/card").status()).isEqualTo(404);
    }

    /** What is put before a second person, once it is. */
    private JsonNode asked(String person) {
        var started = retrain(person);
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        return waiting(id(started.body()));
    }

    private Answer retrain(String person) {
        return as(person).post(useCase + "/retrainings", "");
    }

    private JsonNode waiting(String id) {
        return await().atMost(30, SECONDS)
                .until(() -> as("owner").get(useCase + "/retrainings/" + id).body(), r -> r.has("shown"));
    }

    private Answer decide(String person, JsonNode shown, String verdict, String reason) {
        var version = shown.path("shown").path("contentVersion").asText();
        return as(person)
                .post(
                        useCase + "/retrainings/" + id(shown) + "/verdict",
                        "{\"verdict\": \"%s\", \"reason\": \"%s\", \"contentVersion\": \"%s\"}"
                                .formatted(verdict, reason, version));
    }

    private String trained() {
        var run = as("owner").post(useCase + "/training-runs", "{\"learner\": \"LINEAR\"}");
        return await().atMost(30, SECONDS)
                .until(
                        () -> as("owner")
                                .get(run.headers().firstValue("Location").orElseThrow())
                                .body(),
                        r -> r.path("state").asText().equals("DONE"))
                .path("challenger")
                .asText();
    }

    private void promote(String version) {
        assertThat(as("owner")
                        .post(useCase + "/models/" + version + "/promotion", "")
                        .status())
                .isEqualTo(200);
    }

    private void requireNoProcess() {
        assertThat(engine.createProcessInstanceQuery()
                        .processDefinitionKey(Retrainings.PROCESS)
                        .variableValueEquals(Retrainings.USE_CASE, name)
                        .count())
                .isZero();
    }

    private void awaitNoJobs() {
        await().atMost(10, SECONDS)
                .until(() -> engine.createProcessInstanceQuery()
                                .processDefinitionKey(Retrainings.PROCESS)
                                .variableValueEquals(Retrainings.USE_CASE, name)
                                .count()
                        == 1);
    }

    private String champion() {
        return as("owner").get(useCase).body().path("model").asText();
    }

    private static String id(JsonNode view) {
        return view.path("retraining").path("id").asText();
    }

    private static String challenger(JsonNode view) {
        return view.path("run").path("challenger").asText();
    }

    private void learn(int from, int count) {
        var now = Instant.now();
        examples.insert(IntStream.range(from, from + count)
                .mapToObj(i -> example(i, parcel(i, i % 2 == 0 ? "A" : "B"), i % 2 == 0 ? "lost" : "found", now))
                .toList());
    }

    private Example example(int number, Case subject, String label, Instant at) {
        var by = new Provenance(How.IMPORT, "test", null, null);
        return new Example(name + "-" + number, name, null, null, subject, label, by, at);
    }

    private static Case sent(int number, String sender) {
        var fields = new TreeMap<>(parcel(number, number % 2 == 0 ? "A" : "B").fields());
        fields.put("sender", sender);
        return new Case(fields);
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
