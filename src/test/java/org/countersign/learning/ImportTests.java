package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.learning.Parcels.parcel;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.Caller;
import org.countersign.Caller.Answer;
import org.countersign.CountersignTest;
import org.countersign.audit.Trail;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.countersign.policy.Policies;
import org.countersign.policy.Revisions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Labelled examples come in by REST whole, once, or not at all. */
@CountersignTest
class ImportTests {

    private static final String NAME = "parcels-import";
    private static final String EXAMPLES = "/api/v1/use-cases/" + NAME + "/examples";

    @LocalServerPort
    private int port;

    @Autowired
    private ExampleRows examples;

    @Autowired
    private Policies policies;

    @Autowired
    private Revisions revisions;

    @Autowired
    private Trail trail;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void open() {
        Parcels.putInForce(revisions, policies, NAME);
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from in_force where use_case = ?").param(NAME).update();
        jdbc.sql("delete from example where use_case = ?").param(NAME).update();
    }

    @Test
    void takesACsvFileWithTheSpellingsAndColumnsThatThePolicyKnows() {
        var answer = csv("row,state,weight,route,sender\n7,1,12.5,A,x\n8,found,3,,\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasToString("{\"examples\":2,\"known\":false}");
        assertThat(all()).extracting(Example::label).containsExactlyInAnyOrder("lost", "found");
        assertThat(all()).extracting(Example::provenance).containsOnly(new Provenance(How.IMPORT, "owner", null, null));
        assertThat(all())
                .extracting(e -> e.subject().fields().toString())
                .containsExactlyInAnyOrder("{route=A, sender=x, weight=12.5}", "{weight=3.0}");
        var entries = trail.entries("use-case:" + NAME);
        assertThat(entries.get(entries.size() - 1).kind()).isEqualTo("ExamplesImported");
        assertThat(entries.get(entries.size() - 1).actor().name()).isEqualTo("owner");
    }

    @Test
    void takesJson() {
        var answer = json("[{\"row\": 7, \"state\": 1, \"weight\": 12.5, \"route\": \"A\"},"
                + " {\"state\": \"found\", \"weight\": 3, \"route\": null}]");

        assertThat(answer.body()).hasToString("{\"examples\":2,\"known\":false}");
        assertThat(all()).extracting(Example::label).containsExactlyInAnyOrder("lost", "found");
    }

    @Test
    void takesTheSameFileOnce() {
        var file = "state,weight,route,sender\nlost,1,A,x\nfound,2,B,y\n";
        csv(file);
        var again = csv(file);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body()).hasToString("{\"examples\":0,\"known\":true}");
        assertThat(all()).hasSize(2);
    }

    @Test
    void namesEveryBadCellOfACsvFileAndTakesNoRow() {
        var answer = csv("""
                state,weight,route,sender
                lost,1,A,x
                lost,heavy,A,x
                stolen,2,C,x
                found,,B,x
                found,3,B
                ,4,B,x
                """);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(pointers(answer))
                .containsExactlyInAnyOrder(
                        "/rows/2/weight",
                        "/rows/3/state",
                        "/rows/3/route",
                        "/rows/4/weight",
                        "/rows/5",
                        "/rows/6/state");
        assertThat(answer.body().path("errors"))
                .allSatisfy(error -> assertThat(error.path("mend").asText()).isNotBlank());
        assertThat(all()).isEmpty();
    }

    @Test
    void namesEveryBadMemberOfAJsonArrayAndTakesNone() {
        var answer = json("""
                [{"state": "lost", "weight": 1},
                 {"state": "lost", "weight": "1"},
                 {"state": "stolen", "weight": 1},
                 {"weight": 1},
                 {"state": "found", "weight": 1, "colour": "red"},
                 7]""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(pointers(answer)).containsExactly("/1/weight", "/2/state", "/3/state", "/4/colour", "/5");
        assertThat(all()).isEmpty();
    }

    @Test
    void namesMissingAndUnknownColumns() {
        var answer = csv("state,weigth,route,sender\nlost,1,A,x\n");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(pointers(answer)).containsExactlyInAnyOrder("/header/weigth", "/header/weight");
        assertThat(answer.text()).contains("Did you mean 'weight'?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "[{\"state\": ", "7", ""})
    void refusesJsonThatIsNoArrayOfExamples(String body) {
        var answer = json(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("detail").asText()).isNotBlank();
    }

    @Test
    void refusesOtherKindsOfFiles() {
        assertThat(as("owner").send("POST", EXAMPLES, "application/pdf", "%PDF").status())
                .isEqualTo(415);
        assertThat(csv("\u0000\u0001").status()).isEqualTo(400);
    }

    @Test
    void knowsNoOtherUseCase() {
        assertThat(as("owner")
                        .send("POST", "/api/v1/use-cases/nothing/examples", "text/csv", "a\n1\n")
                        .status())
                .isEqualTo(404);
        assertThat(as("owner")
                        .post("/api/v1/use-cases/nothing/examples", "[{}]")
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "moderator", "supervisor", "integrator", "officer", "auditor", "admin"})
    void isForModelOwnersOnly(String user) {
        var answer = as(user).send("POST", EXAMPLES, "text/csv", "state,weight,route,sender\nlost,1,A,x\n");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(all()).isEmpty();
    }

    @Test
    void takesTenThousandRowsInSeconds() {
        var file = IntStream.range(0, 10_000)
                .mapToObj(i -> (i % 3 == 0 ? "lost," : "found,") + i + "," + (i % 2 == 0 ? "A" : "B") + ",s" + i % 7)
                .collect(Collectors.joining("\n", "state,weight,route,sender\n", "\n"));
        var start = System.nanoTime();
        var answer = csv(file);
        var seconds = (System.nanoTime() - start) / 1e9;

        System.out.printf("Import: 10,000 rows in %.2f s%n", seconds);
        assertThat(answer.body()).hasToString("{\"examples\":10000,\"known\":false}");
        assertThat(seconds).isLessThan(10);
        var heldBack = examples.list(NAME, true).size();
        // one in five, give or take four standard deviations
        assertThat(heldBack).isBetween(1840, 2160);
    }

    @Test
    void keepsACaseOnTheSameSideHoweverOftenItComes() {
        for (var i = 0; i < 50; i++) {
            csv("state,weight,route,sender\nlost," + i + ",A,\n");
            json("[{\"state\": \"found\", \"weight\": " + i + ", \"route\": \"A\"}]");
        }

        var held = examples.list(NAME, true).stream().map(Example::subject).toList();
        var trained = examples.list(NAME, false).stream().map(Example::subject).toList();
        assertThat(held).isNotEmpty().doesNotContainAnyElementsOf(trained);
        assertThat(held.size() + trained.size()).isEqualTo(100);
        assertThat(held).allSatisfy(subject -> assertThat(subject).isIn(weights()));
    }

    private static List<Case> weights() {
        return IntStream.range(0, 50).mapToObj(i -> parcel(i, "A")).toList();
    }

    private List<Example> all() {
        var all = new ArrayList<>(examples.list(NAME, true));
        all.addAll(examples.list(NAME, false));
        return all;
    }

    private static List<String> pointers(Answer answer) {
        var pointers = new ArrayList<String>();
        for (JsonNode error : answer.body().path("errors")) {
            pointers.add(error.path("pointer").asText());
        }
        return pointers;
    }

    private Answer csv(String text) {
        return as("owner").send("POST", EXAMPLES, "text/csv", text);
    }

    private Answer json(String text) {
        return as("owner").post(EXAMPLES, text);
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
