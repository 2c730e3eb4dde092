package org.countersign.learning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.countersign.learning.Parcels.parcel;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.Caller;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.audit.Trail;
import org.countersign.audit.TrailEntry;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Revisions;
import org.countersign.prediction.Learner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Challengers are trained, compared and promoted by REST; what goes wrong is said in words. */
@CountersignTest
class TrainingRunsTests {

    private static final AtomicInteger TESTS = new AtomicInteger();

    /** One for each test: the numbers of its models are never given twice. */
    private final String name = "parcels-training-" + TESTS.incrementAndGet();

    private final String useCase = "/api/v1/use-cases/" + name;

    @LocalServerPort
    private int port;

    @Autowired
    private ExampleRows examples;

    @Autowired
    private TrainingRunRows runs;

    @Autowired
    private TrainDelegate job;

    @Autowired
    private Policies policies;

    @Autowired
    private Revisions revisions;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RuntimeService engine;

    @BeforeEach
    void open() {
        Parcels.putInForce(revisions, policies, name);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from in_force where use_case = ?").param(name).update();
    }

    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "BOOSTED_TREES"})
    void comparesTheChallengerWithTheChampionOnTheSameCases(Learner learner) {
        learnFrom(300, i -> i % 2 == 0 ? "lost" : "found");
        var first = done("LINEAR");
        promote(first.path("challenger").asText());
        var second = done(learner.name());

        var heldBack = examples.list(name, true).size();
        assertThat(first.path("comparison").path("champion").isMissingNode()).isTrue();
        assertThat(second.path("comparison").path("n").asInt()).isEqualTo(heldBack);
        assertThat(second.path("comparison").path("champion").path("model")).isEqualTo(first.path("challenger"));
        assertThat(second.path("comparison").path("challenger").path("model")).isEqualTo(second.path("challenger"));
        assertThat(second.path("comparison").path("challenger").path("accuracy").asDouble())
                .isEqualTo(1);
        assertThat(model(second).path("examples").asInt()).isEqualTo(300 - heldBack);
        assertThat(model(second).path("status").asText()).isEqualTo("CHALLENGER");
        assertThat(trail.entries("use-case:" + name))
                .extracting(TrailEntry::kind)
                .endsWith("ModelTrained", "ModelPromoted", "ModelTrained");
    }

    /** Which of two routes it goes by is all there is to know, and only together with the weight: no line tells them apart. */
    @Test
    void letsAllLearnersThatSuitTheUseCaseCompete() {
        insert(IntStream.range(0, 400).mapToObj(i -> example(i, (i % 2 == 0) == (i < 200) ? "lost" : "found")));

        var run = ended(started("{}"));

        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("DONE");
        assertThat(run.path("progress").path("done").asInt())
                .isEqualTo(run.path("progress").path("total").asInt())
                .isEqualTo(5 * Learner.candidates(policies.current(name)).size());
        var candidates =
                Stream.of(0, 1, 2).map(i -> run.path("candidates").path(i)).toList();
        assertThat(candidates)
                .extracting(c -> c.path("learner").asText())
                .containsExactly("LINEAR", "BOOSTED_TREES", "RANDOM_FOREST");
        var linear = candidates.get(0);
        var winner = candidates.stream().filter(c -> c.path("won").asBoolean()).toList();
        assertThat(winner).hasSize(1);
        assertThat(winner.get(0).path("learner")).isEqualTo(run.path("learner")).isNotEqualTo(linear.path("learner"));
        assertThat(winner.get(0).path("logLoss").asDouble())
                .isLessThan(linear.path("logLoss").asDouble());
        assertThat(linear.path("n").asInt())
                .isEqualTo(400 - examples.list(name, true).size());
        assertThat(model(run).path("learner")).isEqualTo(run.path("learner"));
    }

    /** What is rarely drawn says more; whether it is to count more in training is decided by trying. */
    @Test
    void triesTheWinnerWithAndWithoutWeights() {
        insert(IntStream.range(0, 300).mapToObj(i -> {
            var e = example(i, i % 2 == 0 ? "lost" : "found");
            var how = new Provenance(i < 150 ? How.SPOT_CHECK : How.REVIEW, "ann", null, i < 150 ? .1 : 1);
            return new Example(e.id(), e.useCase(), e.id(), null, e.subject(), e.label(), how, e.at());
        }));

        var run = ended(started("{}"));

        assertThat(run.path("candidates")).hasSize(4);
        var last = run.path("candidates").path(3);
        assertThat(last.path("weighted").asBoolean()).isFalse();
        assertThat(run.path("candidates").path(0).path("weighted").asBoolean()).isTrue();
        assertThat(run.path("progress").path("total").asInt()).isEqualTo(20);
    }

    @Test
    void learnsFromTheStrongerOfTwoLabelsAndSaysHowManyConflictsThereWere() {
        learnFrom(100, i -> i % 2 == 0 ? "lost" : "found");
        insert(IntStream.range(0, 30).mapToObj(i -> {
            var e = example(i, i % 2 == 0 ? "found" : "lost");
            var how = new Provenance(How.LABELLING, "ann", null, null);
            return new Example(e.id() + "-again", name, e.id(), null, e.subject(), e.label(), how, e.at());
        }));

        var run = done("LINEAR");

        var learned = IntStream.range(0, 30)
                .filter(i -> !example(i, "lost").heldBack())
                .count();
        assertThat(run.path("conflicts").asInt()).isEqualTo(learned);
        assertThat(model(run).path("examples").asInt())
                .isEqualTo(100
                        - examples.list(name, true).stream()
                                .map(Example::caseDigest)
                                .distinct()
                                .toList()
                                .size());
    }

    /** Were a single one of those that are held back learned from, both labels would occur in training. */
    @Test
    void neverTrainsOnWhatIsHeldBack() {
        insert(IntStream.range(0, 200).mapToObj(i -> {
            var example = example(i, "lost");
            return example.heldBack() ? example(i, "found") : example;
        }));

        assertThat(failed("LINEAR"))
                .isEqualTo("All examples have the label lost. Label cases until at least two labels occur.");
    }

    @Test
    void saysThatThereIsNothingToLearnFrom() {
        assertThat(failed("LINEAR"))
                .isEqualTo("There are no examples to train on. Import some to " + useCase
                        + "/examples, or let people decide cases.");
    }

    @Test
    void saysInAFewWordsThatExamplesNoLongerFitThePolicy() {
        insert(IntStream.range(0, 200)
                .mapToObj(i -> example(i, "lost"))
                .map(e -> with(e, new Case(Map.of("weight", 1.0, "a_field_that_is_gone_" + e.id(), "x")))));

        assertThat(failed("LINEAR"))
                .startsWith("The model knows no field a_field_that_is_gone_")
                .endsWith("more such problems.")
                .hasSizeLessThan(1000);
    }

    @Test
    void saysThatSomethingFailedThatNobodyForesaw() {
        learnFrom(20, i -> i % 2 == 0 ? "lost" : "found");
        jdbc.sql("update example set fields = 'broken' where use_case = ?")
                .param(name)
                .update();
        var run = TrainingRun.queued(name, name, Learner.LINEAR, "owner", Instant.EPOCH);
        runs.insert(run);

        assertThatThrownBy(() -> job.run(run.id())).isInstanceOf(IllegalStateException.class);

        var told = as("owner").get(useCase + "/training-runs/" + run.id()).body();
        assertThat(told.path("state").asText()).isEqualTo("FAILED");
        assertThat(told.path("failure").asText())
                .isEqualTo("Something failed that a person has to look into; the log says more.");
    }

    @Test
    void trainsSeveralAtOnce() {
        learnFrom(500, i -> i % 2 == 0 ? "lost" : "found");
        var started = IntStream.range(0, 4)
                .mapToObj(i -> start(i % 2 == 0 ? "LINEAR" : "BOOSTED_TREES"))
                .toList();

        var challengers = new HashSet<String>();
        for (var run : started) {
            assertThat(ended(run).path("state").asText()).isEqualTo("DONE");
            challengers.add(ended(run).path("challenger").asText());
        }
        assertThat(challengers).hasSize(4);
        assertThat(as("owner").get(useCase + "/training-runs").body()).hasSize(4);
        assertThat(trail.firstBreak("use-case:" + name)).isEmpty();
    }

    @Test
    void promotesNoModelThatWasGivenWhatIsProtectedNow() {
        learnFrom(100, i -> i % 2 == 0 ? "lost" : "found");
        var old = done("LINEAR").path("challenger").asText();
        promote(old);
        Parcels.protectSender(revisions, drafts, policies, name);

        var way = done("LINEAR");
        var refused = as("owner").post(useCase + "/models/" + old + "/promotion", "");

        assertThat(way.path("comparison").path("champion").isMissingNode()).isTrue();
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().path("detail").asText()).contains("trained for other fields");
        promote(way.path("challenger").asText());
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void givesCasesToPeopleUntilThereIsAModelAndSaysSoInOneLine(CapturedOutput log) {
        var answer = as("integrator")
                .post("/api/v1/decisions", "{\"useCase\": \"" + name + "\", \"case\": {\"weight\": 3}}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body()
                        .path("route")
                        .path("reasons")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("predict failed: no model is in force for " + name);
        var id = answer.body().path("id").asText();
        assertThat(log.getAll().lines().filter(line -> line.contains(id)))
                .singleElement()
                .asString()
                .endsWith("Decision " + id + ": no model is in force for " + name + ", so a person decides");
        assertThat(log.getAll()).doesNotContain("\tat org.countersign");
        var instance = engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(id)
                .rootProcessInstances()
                .singleResult();
        engine.deleteProcessInstance(instance.getId(), "the test is over", true);
    }

    @Test
    void knowsNoOtherUseCaseRunOrModel() {
        var owner = as("owner");
        assertThat(owner.post("/api/v1/use-cases/nothing/training-runs", "{\"learner\": \"LINEAR\"}")
                        .status())
                .isEqualTo(404);
        assertThat(owner.get("/api/v1/use-cases/nothing/training-runs").status())
                .isEqualTo(404);
        assertThat(owner.get("/api/v1/use-cases/nothing/models").status()).isEqualTo(404);
        assertThat(owner.get(useCase + "/training-runs/nothing").status()).isEqualTo(404);
        assertThat(owner.post(useCase + "/models/nothing-1/promotion", "").status())
                .isEqualTo(404);
        assertThat(owner.post("/api/v1/use-cases/nothing/models/nothing-1/promotion", "")
                        .status())
                .isEqualTo(404);
        assertThat(owner.get(useCase).body().has("model")).isFalse();
    }

    @Test
    void saysWhichLearnersThereAre() {
        for (var learner : List.of("\"MAGIC\"", "7", "\"\"", "[]")) {
            var refused = as("owner").post(useCase + "/training-runs", "{\"learner\": " + learner + "}");
            assertThat(refused.status()).as(learner).isEqualTo(400);
            assertThat(refused.body().path("errors").path(0).path("pointer").asText())
                    .as(learner)
                    .isEqualTo("/learner");
        }
        assertThat(as("owner")
                        .post(useCase + "/training-runs", "{\"learner\": \"MAGIC\"}")
                        .text())
                .contains("Send one of LINEAR, BOOSTED_TREES, RANDOM_FOREST, NAIVE_BAYES.");
        assertThat(as("owner").post(useCase + "/training-runs", "").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "moderator", "supervisor", "integrator", "officer", "auditor", "admin"})
    void isForModelOwnersOnly(String user) {
        assertThat(as(user).post(useCase + "/training-runs", "{\"learner\": \"LINEAR\"}")
                        .status())
                .isEqualTo(403);
        assertThat(as(user).post(useCase + "/models/" + name + "-1/promotion", "")
                        .status())
                .isEqualTo(403);
        assertThat(runs.list(name)).isEmpty();
    }

    private void learnFrom(int count, IntFunction<String> label) {
        insert(IntStream.range(0, count).mapToObj(i -> example(i, label.apply(i))));
    }

    private void insert(Stream<Example> made) {
        examples.insert(made.toList());
    }

    /** Odd and even ones go by different routes, which is all that a model needs to know. */
    private Example example(int i, String label) {
        var by = new Provenance(How.IMPORT, "test", null, null);
        return new Example(
                name + "-" + i, name, null, null, parcel(i, i % 2 == 0 ? "A" : "B"), label, by, Instant.EPOCH);
    }

    private static Example with(Example e, Case subject) {
        return new Example(e.id(), e.useCase(), null, null, subject, e.label(), e.provenance(), e.at());
    }

    private String start(String learner) {
        return started("{\"learner\": \"" + learner + "\"}");
    }

    private String started(String body) {
        var run = as("owner").post(useCase + "/training-runs", body);
        assertThat(run.status()).as(run.text()).isEqualTo(202);
        return run.headers().firstValue("Location").orElseThrow();
    }

    private JsonNode ended(String run) {
        return await().atMost(30, SECONDS)
                .until(
                        () -> as("owner").get(run).body(),
                        body -> List.of("DONE", "FAILED")
                                .contains(body.path("state").asText()));
    }

    private JsonNode done(String learner) {
        var run = ended(start(learner));
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("DONE");
        return run;
    }

    private String failed(String learner) {
        var run = ended(start(learner));
        assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("FAILED");
        return run.path("failure").asText();
    }

    private JsonNode model(JsonNode run) {
        for (var model : as("owner").get(useCase + "/models").body()) {
            if (model.path("version").equals(run.path("challenger"))) {
                return model;
            }
        }
        throw new AssertionError("no model " + run.path("challenger"));
    }

    private Answer promote(String version) {
        var answer = as("owner").post(useCase + "/models/" + version + "/promotion", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(as("owner").get(useCase).body().path("model").asText()).isEqualTo(version);
        return answer;
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
