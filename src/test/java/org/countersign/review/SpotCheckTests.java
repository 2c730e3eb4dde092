package org.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Blind checks of decisions that took effect unreviewed; in the use case of this test, one in two is drawn. */
@CountersignTest
class SpotCheckTests {

    private static final String USE_CASE = "half-checked";
    private static final String UNSURE_GO_TO_PEOPLE = TrialUseCases.APPROVE_ALL + """
            rule "Unsure"
                @owner("tests") @rationale("tests")
            when
                Prediction( confidence < 0.70 )
            then
                route.review("unsure");
            end
            """;

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    @Autowired
    Ledger ledger;

    @Autowired
    TrialUseCases trials;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
        trials.open(
                USE_CASE,
                // the errors that these tests find must not raise the alarm
                text -> text.replace("rate: 0.05, onTheLoopRate: 0.10", "rate: 0.5, onTheLoopRate: 0.5")
                        .replace("alpha: 0.10", "alpha: 0.9"),
                UNSURE_GO_TO_PEOPLE,
                null);
    }

    @Test
    void drawsSomeAndNotOthersAndTellsTheCallerNothing() {
        var drawn = new ArrayList<Boolean>();
        for (var i = 0; i < 40; i++) {
            var answer = desk.start(Desk.caseOf(USE_CASE, 2000, "good", 0.95));
            assertThat(answer.body().at("/route/spotCheckProbability").asDouble())
                    .isEqualTo(0.5);
            assertThat(answer.text()).doesNotContain("drawn");
            var id = answer.body().path("id").asText();
            drawn.add(ledger.count("select count(*) from spot_check where decision_id = ?", id) == 1);
            assertThat(desk.tasks(id)).hasSize(drawn.get(i) ? 1 : 0);
        }

        // outside of this once in 10,000 runs or less
        assertThat(drawn.stream().filter(d -> d).count()).isBetween(8L, 32L);
    }

    @Test
    void looksLikeAnOrdinaryCaseAtEveryDoor() {
        var checked = desk.task(drawn());
        var ordinary = desk.task(desk.send(Desk.caseOf(USE_CASE, 2000, "good", 0.60)));

        for (var path : List.of(
                "/engine-rest/task/%s",
                "/camunda/api/engine/engine/default/task/%s",
                "/camunda/api/engine/engine/default/task/%s/form-variables?deserializeValues=false",
                "/engine-rest/task/%s/form-variables",
                "/engine-rest/task/%s/variables",
                "/engine-rest/task/%s/form",
                "/engine-rest/task/%s/identity-links",
                "/api/v1/review-tasks/%s")) {
            var one = get(path.formatted(checked.getId()));
            var other = get(path.formatted(ordinary.getId()));
            assertThat(one.status()).as(path).isEqualTo(other.status()).isEqualTo(200);
            assertThat(shape(one.body())).as(path).isEqualTo(shape(other.body()));
        }
        assertThat(checked.getProcessDefinitionId()).isEqualTo(ordinary.getProcessDefinitionId());
        assertThat(checked.getPriority()).isEqualTo(ordinary.getPriority());
        assertThat(withoutCase(checked.getName())).isEqualTo(withoutCase(ordinary.getName()));
        assertThat(desk.shown("worker", checked.getId()).path("verdicts"))
                .isEqualTo(desk.shown("worker", ordinary.getId()).path("verdicts"));
        assertThat(desk.shown("worker", checked.getId()).path("guidance"))
                .isEqualTo(desk.shown("worker", ordinary.getId()).path("guidance"));
    }

    @Test
    void correctsTheDecisionThatPeopleContradict() {
        var id = drawn();
        desk.label("worker", id, "bad");
        assertThat(desk.decision(id).path("status").asText()).isEqualTo("FINAL");
        desk.decide("worker", id, "\"verdict\": \"OVERRIDE\", \"label\": \"bad\", \"reasonCode\": \"other\"");

        var decision = desk.decision(id);
        assertThat(decision.path("status").asText()).isEqualTo("CORRECTED");
        assertThat(decision.at("/outcome/label").asText()).isEqualTo("bad");
        assertThat(decision.at("/outcome/by/name").asText()).isEqualTo("worker");
        assertThat(decision.at("/outcome/final").asBoolean()).isTrue();
        assertThat(ledger.outbox(id)).containsExactly("TookEffect", "Corrected");
        assertThat(ledger.examples(id)).containsExactly("SPOT_CHECK bad 0.5");
        assertThat(result(id)).containsExactly("wrong TRUE, blind TRUE");
        assertThat(ledger.trail(id)).endsWith("SpotChecked", "Corrected", "Labelled");
    }

    @Test
    void leavesTheDecisionThatPeopleAgreeWith() {
        var id = drawn();
        desk.label("worker", id, "good");

        assertThat(desk.decision(id).path("status").asText()).isEqualTo("FINAL");
        assertThat(desk.decision(id).at("/outcome/by/kind").asText()).isEqualTo("MODEL");
        assertThat(ledger.outbox(id)).containsExactly("TookEffect");
        assertThat(ledger.examples(id)).containsExactly("SPOT_CHECK good 0.5");
        assertThat(result(id)).containsExactly("wrong FALSE, blind TRUE");
    }

    /** The first judgement counts, because it was blind; the outcome is what the person came to in the end. */
    @Test
    void countsTheFirstJudgementButKeepsTheOutcomeOfAChangedMind() {
        var id = drawn();
        desk.label("worker", id, "bad");
        desk.decide("worker", id, "\"verdict\": \"CONFIRM\"");

        assertThat(desk.decision(id).path("status").asText()).isEqualTo("FINAL");
        assertThat(result(id)).containsExactly("wrong TRUE, blind TRUE");
    }

    private static String withoutCase(String name) {
        return name.replaceAll("[0-9a-f]{8}$", "");
    }

    private Answer get(String path) {
        return path.startsWith("/camunda")
                ? Visitor.signedIn(port, "worker").get(path)
                : desk.as("worker").get(path);
    }

    private List<String> result(String id) {
        return ledger.texts(
                "select 'wrong ' || wrong || ', blind ' || blind from spot_check where decision_id = ?", id);
    }

    private String drawn() {
        for (var i = 0; i < 60; i++) {
            var id = desk.send(Desk.caseOf(USE_CASE, 2000, "good", 0.95));
            if (!desk.tasks(id).isEmpty()) {
                return id;
            }
        }
        throw new AssertionError("none of 60 was drawn");
    }

    /** Every path of a document with its type, and its value where that does not name one case. */
    private static List<String> shape(JsonNode node) {
        var paths = new TreeMap<String, String>();
        collect("", node, paths);
        return paths.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .toList();
    }

    private static void collect(String at, JsonNode node, Map<String, String> paths) {
        if (node.isContainerNode()) {
            paths.put(at, node.getNodeType().name());
            node.properties().forEach(e -> collect(at + "/" + e.getKey(), e.getValue(), paths));
            for (var i = 0; node.isArray() && i < node.size(); i++) {
                collect(at + "/" + i, node.get(i), paths);
            }
        } else if (node.isTextual() && node.textValue().startsWith("{")) {
            paths.put(at, "JSON");
        } else {
            var value = node.asText()
                    .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                    .replaceAll("\\b[0-9a-f]{8}\\b", "<id>")
                    .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.+Z]*", "<time>");
            paths.put(at, node.getNodeType() + " " + value);
        }
    }
}
