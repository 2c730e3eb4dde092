package org.countersign.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The members of what callers get: they are a promise. */
@CountersignTest
class ContractTests {

    @LocalServerPort
    int port;

    @Autowired
    ProcessEngine engine;

    private Desk desk;

    @BeforeEach
    void sitDown() {
        desk = new Desk(port, engine);
    }

    @Test
    void aDecisionHasTheMembersThatItSays() {
        var provisional = desk.start(Desk.credit(2000, "good", 0.80)
                        .replace("\"useCase\"", "\"subject\": \"applicant-4711\", \"useCase\""))
                .body();

        assertThat(names(provisional))
                .containsExactlyInAnyOrder(
                        "id",
                        "useCase",
                        "subject",
                        "status",
                        "prediction",
                        "route",
                        "outcome",
                        "vetoUntil",
                        "createdAt");
        assertThat(names(provisional.path("prediction")))
                .containsExactlyInAnyOrder("label", "confidence", "scores", "contributions");
        assertThat(names(provisional.path("route")))
                .containsExactlyInAnyOrder("level", "reasons", "ruleSet", "policy", "spotCheckProbability");
        assertThat(names(provisional.at("/route/reasons/0"))).containsExactlyInAnyOrder("rule", "text");
        assertThat(names(provisional.path("outcome"))).containsExactlyInAnyOrder("label", "by", "final", "at");
        assertThat(names(provisional.at("/outcome/by"))).containsExactlyInAnyOrder("kind", "name");
        assertThat(provisional.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    }

    @Test
    void ourOwnPredictionSaysWhichModelAndWhy() {
        var prediction = desk.start(Desk.unpredicted("credit")).body().path("prediction");

        assertThat(names(prediction)).contains("modelVersion", "scores", "contributions");
        assertThat(names(prediction.at("/contributions/0"))).contains("field", "contribution");
    }

    @Test
    void aUseCaseSaysWhetherItsPolicyWaivesTheCertificate() {
        var useCases = desk.as("auditor").get("/api/v1/use-cases").body();

        assertThat(useCases)
                .filteredOn(u ->
                        List.of("credit", "triage").contains(u.path("useCase").asText()))
                .extracting(u -> u.path("useCase").asText() + " " + u.path("waiver"))
                .containsExactlyInAnyOrder("credit true", "triage false");
    }

    @Test
    void listsFromNewestToOldestPageByPage() {
        var ids = List.of(
                desk.send(Desk.credit(2000, "good", 0.95)),
                desk.send(Desk.credit(2000, "good", 0.95)),
                desk.send(Desk.credit(2000, "good", 0.95)));
        var first = desk.as("integrator").get("/api/v1/decisions?useCase=credit&limit=2");
        var second = desk.as("integrator")
                .get("/api/v1/decisions?useCase=credit&limit=2&cursor="
                        + first.body().path("next").asText());

        assertThat(first.body().path("decisions").findValuesAsText("id")).containsExactly(ids.get(2), ids.get(1));
        assertThat(second.body().path("decisions").findValuesAsText("id")).startsWith(ids.get(0));
    }

    @Test
    void showsAnIntegratorItsOwnDecisionsOnly() {
        var others = desk.as("admin")
                .post("/api/v1/decisions", Desk.credit(2000, "good", 0.95))
                .body()
                .path("id")
                .asText();

        assertThat(desk.as("integrator").get("/api/v1/decisions/" + others).status())
                .isEqualTo(404);
        assertThat(desk.as("integrator").get("/api/v1/decisions?limit=5").text())
                .doesNotContain(others);
        assertThat(desk.as("auditor").get("/api/v1/decisions/" + others).status())
                .isEqualTo(200);
    }

    private static List<String> names(JsonNode node) {
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
