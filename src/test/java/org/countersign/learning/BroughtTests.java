package org.countersign.learning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.countersign.learning.Parcels.parcel;

import ai.onnx.proto.OnnxMl;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.Caller;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.TrialUseCases;
import org.countersign.assurance.RouteReplay;
import org.countersign.audit.Trail;
import org.countersign.audit.TrailEntry;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.policy.Policies;
import org.countersign.policy.Revisions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A model in ONNX is brought, promoted and asked by REST; what cannot be taken changes nothing. */
@CountersignTest
class BroughtTests {

    private static final AtomicInteger TESTS = new AtomicInteger();

    private static final String SAID = """
            {"input": "x", "output": "p", "labels": ["lost", "found"],
             "columns": [{"field": "weight", "missing": 0}, {"field": "route", "values": ["A", "B"]}]}""";

    private final String name = "parcels-brought-" + TESTS.incrementAndGet();
    private final String useCase = "/api/v1/use-cases/" + name;
    private final LinearOnnx linear = LinearOnnx.parcels();
    private final byte[] file = linear.model().toByteArray();

    @LocalServerPort
    private int port;

    @Autowired
    private RouteReplay replay;

    @Autowired
    private ExampleRows examples;

    @Autowired
    private Policies policies;

    @Autowired
    private Revisions revisions;

    @Autowired
    private Trail trail;

    @Autowired
    private RuntimeService engine;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void close() {
        jdbc.sql("delete from in_force where use_case = ?").param(name).update();
    }

    @Test
    void decidesCasesWithWhatWasBrought() {
        Parcels.putInForce(revisions, policies, name);
        var brought = bring(SAID, file);
        assertThat(brought.status()).as(brought.text()).isEqualTo(201);
        assertThat(brought.body().path("version").asText()).isEqualTo(name + "-1");
        assertThat(brought.body().path("provenance").asText())
                .contains("\"knownCases\":0")
                .contains("it takes 300");
        assertThat(owner().get(useCase + "/models").body().path(0)).isEqualTo(brought.body());
        promote();

        var decision = decide(700, "B");

        var expected = linear.probabilities(700, 0, 1);
        var prediction = decision.path("prediction");
        assertThat(prediction.path("label").asText()).isEqualTo("lost");
        assertThat(prediction.path("confidence").asDouble()).isCloseTo(expected[0], within(1e-5));
        assertThat(prediction.path("modelVersion").asText()).isEqualTo(name + "-1");
        assertThat(prediction.has("typicality")).isFalse();
        // log-odds are linear in the columns, so a field did what its weights say
        assertThat(contribution(prediction, "weight")).isCloseTo(700 * .004, within(.05));
        assertThat(contribution(prediction, "route")).isCloseTo(-.5 - .8, within(.05));
        assertThat(trail.entries("use-case:" + name))
                .extracting(TrailEntry::kind)
                .endsWith("ModelBrought", "ModelPromoted");
    }

    @Test
    void mayApproveByItselfOnlyWhereLabelledCasesTellHowUsualACaseIs() {
        Parcels.putInForce(revisions, policies, name, TrialUseCases.APPROVE_ALL);
        bring(SAID, file);
        promote();
        assertThat(decide(300, "A").path("route").path("level").asText()).isEqualTo("HUMAN_IN_THE_LOOP");

        learnFrom(500);
        var again = bring(SAID, file);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.body().path("calibration").isMissingNode()).isFalse();
        assertThat(again.body().path("provenance").asText()).doesNotContain("nknown:");
        promote(name + "-2");
        // what it could not decide alone is no evidence that it may, either
        assertThat(replay.heldOut(name, name + "-1"))
                .isNotEmpty()
                .allMatch(heldOut -> heldOut.cell().level() == OversightLevel.HUMAN_IN_THE_LOOP);
        assertThat(replay.heldOut(name, name + "-2"))
                .anyMatch(heldOut -> heldOut.cell().level() == OversightLevel.AUTO_APPROVE);
        var decision = decide(300, "A");

        assertThat(decision.path("route").path("level").asText()).isEqualTo("AUTO_APPROVE");
        assertThat(decision.path("prediction").path("typicality").asDouble()).isGreaterThan(.01);
        assertThat(decision.path("prediction").path("label").asText()).isEqualTo("lost");
        // explained although nobody is to see it now: someone may ask later
        assertThat(decision.path("prediction").path("contributions")).hasSize(3);
        var strange = decide(90_000, "A").path("route");
        assertThat(strange.path("level").asText()).isNotEqualTo("AUTO_APPROVE");
        assertThat(strange.path("reasons").findValuesAsText("rule")).contains("typicality");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"x\" | \"y\" | /input",
                "\"p\" | \"y\" | /output",
                "\"found\" | \"stolen\" | /labels/1",
                "\"found\" | null | /labels/1",
                "\"labels\": [\"lost\", \"found\"], | | /labels",
                "\"field\": \"weight\" | \"field\": \"height\" | /columns/0/field",
                "\"field\": \"weight\" | \"colour\": \"weight\" | /columns/0/colour",
                "\"missing\": 0 | \"missing\": \"none\" | /columns/0/missing",
                "\"missing\": 0 | \"values\": [\"1\"] | /columns/0/values",
                "\"field\": \"weight\", \"missing\": 0 | \"field\": \"sender\", \"values\": [\"x\"] | /columns/0/field",
                "\"field\": \"weight\", \"missing\": 0 | \"field\": \"note\" | /columns/0/field",
                "[\"A\", \"B\"] | [\"A\"] | /input",
                "\"input\": \"x\" | \"input\": \"x\", \"logits\": \"no\" | /logits"
            })
    void saysWhatIsWrongWithTheDeclaration(String good, String bad, String pointer) {
        Parcels.putInForceWithNote(revisions, policies, name);
        assertThat(SAID).contains(good);

        refused(bring(SAID.replace(good, bad == null ? "" : bad), file), pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "{}", "7"})
    void takesOnlyAWholeDeclaration(String said) {
        Parcels.putInForce(revisions, policies, name);
        assertThat(bring(said, file).status()).isEqualTo(400);
        assertThat(owner().postFile(useCase + "/models", file).status()).isEqualTo(400);
        assertThat(owner().get(useCase + "/models").body()).isEmpty();
    }

    @Test
    void takesOnlyAWholeOnnxFile() {
        Parcels.putInForce(revisions, policies, name);
        refused(bring(SAID, "no model".getBytes(UTF_8)), "/model");
        refused(bring(SAID, new byte[0]), "/model");
        var outside = linear.model().toBuilder();
        outside.getGraphBuilder()
                .getInitializerBuilder(0)
                .setDataLocation(OnnxMl.TensorProto.DataLocation.EXTERNAL)
                .addExternalData(OnnxMl.StringStringEntryProto.newBuilder()
                        .setKey("location")
                        .setValue("/etc/passwd"));
        refused(bring(SAID, outside.build().toByteArray()), "/model");
        var scores = linear.model().toBuilder();
        scores.getGraphBuilder().removeNode(1).getNodeBuilder(0).setOutput(0, "p");
        refused(bring(SAID, scores.build().toByteArray()), "/logits");
    }

    @Test
    void takesFilesUpTo50MegabytesAndNoMore() {
        Parcels.putInForce(revisions, policies, name);
        // longer than anything else may be, so that it is the file that is refused
        refused(bring(SAID, new byte[2_000_000]), "/model");

        var refused = bring(SAID, new byte[50_000_001]);

        assertThat(refused.status()).as(refused.text()).isEqualTo(413);
        assertThat(refused.body().path("detail").asText()).contains("50000000");
    }

    @Test
    void isForModelOwnersOfKnownUseCasesOnly() {
        Parcels.putInForce(revisions, policies, name);
        for (var user : new String[] {"worker", "supervisor", "integrator", "officer", "auditor", "admin"}) {
            assertThat(Caller.at(port, user).postFile(path(SAID), file).status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(owner().postFile(path(SAID).replace(name, "nothing"), file).status())
                .isEqualTo(404);
        assertThat(owner().post(path(SAID), "{}").status()).isEqualTo(415);
        assertThat(owner().get(useCase + "/models").body()).isEmpty();
    }

    private void refused(Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.body().path("errors").findValuesAsText("pointer")).contains(pointer);
        assertThat(answer.body().at("/errors/0/what").asText()).isNotBlank();
        assertThat(answer.body().at("/errors/0/mend").asText()).isNotBlank();
        assertThat(owner().get(useCase + "/models").body()).isEmpty();
        assertThat(trail.entries("use-case:" + name))
                .extracting(TrailEntry::kind)
                .doesNotContain("ModelBrought");
    }

    private void learnFrom(int count) {
        var by = new Provenance(How.IMPORT, "test", null, null);
        examples.insert(IntStream.range(0, count)
                .mapToObj(i -> {
                    var route = i % 2 == 0 ? "A" : "B";
                    var label = (i % 2 == 0) == (i % 10 != 0) ? "lost" : "found";
                    return new Example(name + "-" + i, name, null, null, parcel(i, route), label, by, Instant.EPOCH);
                })
                .toList());
    }

    private JsonNode decide(double weight, String route) {
        var answer = Caller.at(port, "integrator")
                .post(
                        "/api/v1/decisions",
                        "{\"useCase\": \"%s\", \"case\": {\"weight\": %s, \"route\": \"%s\"}}"
                                .formatted(name, weight, route));
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(answer.body().path("id").asText())
                .rootProcessInstances()
                .list()
                .forEach(i -> engine.deleteProcessInstance(i.getId(), "the test is over", true));
        return answer.body();
    }

    private static double contribution(JsonNode prediction, String field) {
        for (var one : prediction.path("contributions")) {
            if (one.path("field").asText().equals(field)) {
                return one.path("contribution").asDouble();
            }
        }
        throw new AssertionError(field + " is not in " + prediction);
    }

    private void promote() {
        promote(name + "-1");
    }

    private void promote(String version) {
        var answer = owner().post(useCase + "/models/" + version + "/promotion", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Answer bring(String said, byte[] bytes) {
        return owner().postFile(path(said), bytes);
    }

    private String path(String said) {
        return useCase + "/models?declaration=" + URLEncoder.encode(said, UTF_8);
    }

    private Caller owner() {
        return Caller.at(port, "owner");
    }
}
