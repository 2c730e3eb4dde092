package org.countersign.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.TrialUseCases;
import org.countersign.Visitor;
import org.countersign.policy.InForceNow;
import org.countersign.policy.Policies;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.Grid;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A compliance officer's day over REST, on the use case in which no other test counts rules. */
@CountersignTest
class OfficersDayTests {

    private static final String RULES = "/api/v1/use-cases/triage/rules";
    private static final String NEW_RULE = """

            rule "Everything of today is looked at first"
                @owner("oncology") @rationale("A test")
            when
                Case()
            then
                route.review("looked at first today");
            end
            """;

    private static final String REQUEST = """
                {"useCase": "triage", "case": {"clump_thickness": 5, "cell_size_uniformity": 1,
                 "cell_shape_uniformity": 1, "marginal_adhesion": 1, "single_epithelial_size": 2, "bare_nuclei": 1,
                 "bland_chromatin": 3, "normal_nucleoli": 1, "mitoses": 1}}""";

    @LocalServerPort
    private int port;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private RulesFolder folder;

    @Autowired
    private Revisions revisions;

    @Autowired
    private Policies policies;

    private Caller officer;
    private Caller officer2;
    private String before;

    @BeforeEach
    void remember() {
        officer = Caller.at(port, "officer");
        officer2 = Caller.at(port, "officer2");
        before = inForce();
    }

    @AfterEach
    void takeBack() {
        if (!inForce().equals(before)) {
            publish(officer, before);
        }
    }

    @Test
    void changesWhenAPersonMustLookAndTakesItBack() {
        var draft = begin();
        var edits = draft.at("/draft/edits").asInt();
        var id = draft.at("/draft/id").asText();
        var rules = draft.at("/draft/files/oversight.drl").asText();

        var wrong = save(id, edits, rules + NEW_RULE.replace("Case()", "Case( tumour_size > 3 )"));
        assertThat(wrong.at("/problems/0/what").asText()).contains("tumour_size");
        assertThat(wrong.at("/problems/0/line").asInt()).isGreaterThan(5);
        assertThat(propose(id, edits + 1).status()).isEqualTo(400);

        save(id, edits + 1, rules + NEW_RULE);
        var proposed = propose(id, edits + 2);
        assertThat(proposed.status()).isEqualTo(200);
        var version = proposed.body().at("/version").asText();
        assertThat(reasons()).doesNotContain("looked at first today");

        assertThat(publish(officer, version).status()).isEqualTo(403);
        assertThat(publish(officer2, version).status()).isEqualTo(200);
        assertThat(inForce()).isEqualTo(version);
        assertThat(reasons()).contains("looked at first today");

        assertThat(publish(officer, before).status()).isEqualTo(200);
        assertThat(reasons()).doesNotContain("looked at first today");
    }

    @Test
    void seesWhatADraftWouldHaveMeant() {
        reasons();
        var draft = begin().at("/draft/id").asText();
        var body = json().put("draft", draft)
                .put("from", Instant.now().minusSeconds(3600).toString())
                .put("to", Instant.now().toString());

        var started = officer.post(RULES + "/backtests", body.toString());
        assertThat(started.status()).as(started.text()).isEqualTo(202);
        var path = RULES + "/backtests/" + started.body().at("/run/id").asText();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> officer.get(path).body().at("/run/state").asText().equals("DONE"));

        var done = officer.get(path).body();
        assertThat(done.at("/report/sentences")).isNotEmpty();
        assertThat(done.at("/run/digest").asText()).hasSize(64);
        assertThat(done.at("/changesKept").isNumber()).isTrue();
        assertThat(officer.get(path + "?offset=1000").body().at("/changes")).isEmpty();
        assertThat(officer.get(path + "?offset=-1").status()).isEqualTo(400);
        assertThat(officer.get(path + "?offset=x").status()).isEqualTo(400);
        assertThat(officer.as("worker").get(path).status()).isEqualTo(403);
        officer.send("DELETE", RULES + "/drafts/" + draft, "application/json", "");
    }

    @Test
    void asksWhyACaseWouldGoToAPerson() {
        var tried = officer.post(RULES + "/trials", "{\"version\": \"" + before + "\", \"request\": " + REQUEST + "}");

        assertThat(tried.status()).as(tried.text()).isEqualTo(200);
        assertThat(tried.text()).contains("HUMAN_IN_THE_LOOP");
        assertThat(officer.post(RULES + "/trials", "{\"request\": " + REQUEST + "}")
                        .status())
                .isEqualTo(400);
        var supposed =
                "{\"version\": \"" + before + "\", \"typicality\": %s, \"day\": \"%s\", \"request\": " + REQUEST + "}";
        var supposing = officer.post(RULES + "/trials", supposed.formatted("0.25", "2027-03-01"));
        assertThat(supposing.body().at("/prediction/typicality").asDouble()).isEqualTo(.25);
        assertThat(officer.post(RULES + "/trials", supposed.formatted("25", "2027-03-01"))
                        .status())
                .isEqualTo(400);
        assertThat(officer.post(RULES + "/trials", supposed.formatted("0.25", "in spring"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void refusesToSaveOverWhatAnotherOfficerSaved() {
        var draft = begin();
        var id = draft.at("/draft/id").asText();
        var rules = draft.at("/draft/files/oversight.drl").asText();
        var edits = draft.at("/draft/edits").asInt();
        save(id, edits, rules + NEW_RULE);

        var late = officer2.send("PUT", RULES + "/drafts/" + id, "application/json", saving(edits, rules));

        assertThat(late.status()).isEqualTo(409);
        officer.send("DELETE", RULES + "/drafts/" + id, "application/json", "");
        assertThat(officer.get(RULES + "/drafts/" + id).status()).isEqualTo(404);
    }

    @Test
    void saysAllThatIsWrongWithATextAtOnce() {
        var answer = officer.send(
                "POST",
                RULES + "/check",
                "text/plain",
                "rule \"a\" when Case( nosuch > 1 ) then System.exit(0); end\nimport java.util.*;");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/problems")).hasSizeGreaterThan(1);
        assertThat(answer.body().at("/problems").findValuesAsText("mend"))
                .allSatisfy(mend -> assertThat(mend).isNotBlank());
    }

    @Test
    void tellsMistakesFromWhatIsDoubtful() {
        var never = check(NEW_RULE.replace("Case()", "Case( clump_thickness > 5 && clump_thickness < 3 )"));
        assertThat(never.at("/problems/0/what").asText()).contains("can never fire");
        assertThat(never.at("/problems/0/line").asInt()).isEqualTo(2);

        var always = check(NEW_RULE);
        assertThat(always.at("/problems")).isEmpty();
        assertThat(always.at("/remarks/0/severity").asText()).isEqualTo("WARNING");

        var draft = begin();
        var rules = draft.at("/draft/files/oversight.drl").asText();
        var id = draft.at("/draft/id").asText();
        save(id, 1, rules + NEW_RULE.replace("Case()", "Case( clump_thickness > 5 && clump_thickness < 3 )"));
        assertThat(propose(id, 2).status()).isEqualTo(400);
        officer.send("DELETE", RULES + "/drafts/" + id, "application/json", "");
    }

    @Test
    void takesAndGivesTablesAsWorkbooks() {
        var grid = new Grid(
                List.of("name", "owner", "rationale", "clump_thickness >", "level", "why"),
                List.of(List.of("Thick", "oncology", "a test", "8", "review", "thick")));
        var id = begin().at("/draft/id").asText();
        var file = RULES + "/drafts/" + id + "/files/thick.xlsx";

        var saved = officer.send("PUT", file + "?edits=1", RuleFilesController.XLSX, Workbook.write(grid));

        assertThat(saved.status()).as(saved.text()).isEqualTo(200);
        assertThat(saved.body().at("/problems")).isEmpty();
        assertThat(officer.get(file).text()).contains("Thick,oncology,a test,8,review,thick");
        assertThat(officer.file(file, RuleFilesController.XLSX)).isEqualTo(Workbook.write(grid));
        assertThat(officer.file(file.replace("thick.xlsx", "cases.csv"), RuleFilesController.XLSX))
                .startsWith('P', 'K');
        var broken = officer.send("PUT", file + "?edits=2", RuleFilesController.XLSX, new byte[] {'P', 'K', 3, 4});
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body().at("/errors/0/pointer").asText()).isEqualTo("/files/thick.xlsx");
        var stale = officer2.send("PUT", file + "?edits=1", "text/csv", "name");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(officer.send("POST", RULES + "/check", RuleFilesController.XLSX, Workbook.write(grid))
                        .body()
                        .at("/problems"))
                .isEmpty();
        officer.send("DELETE", RULES + "/drafts/" + id, "application/json", "");
    }

    @Test
    void aPolicyIsChangedByOnePersonAndPutInForceByAnother() {
        trials.open("officers-policy", text -> text, TrialUseCases.APPROVE_ALL, null);
        var policy = "/api/v1/use-cases/officers-policy/policy";
        var first = officer.get(policy).body().at("/inForce").asText();
        var draft = officer.post(policy + "/drafts", "{}").body();
        var stricter = draft.at("/draft/files/policy.yaml")
                .asText()
                .replace("floor: AUTO_APPROVE", "floor: HUMAN_IN_THE_LOOP");
        var id = draft.at("/draft/id").asText();
        var saving = json().put("edits", 1);
        saving.putObject("files").put("policy.yaml", stricter);
        assertThat(officer.send("PUT", policy + "/drafts/" + id, "application/json", saving.toString())
                        .body()
                        .at("/problems"))
                .isEmpty();
        assertThat(level()).isEqualTo("AUTO_APPROVE");

        var run = officer.post(
                policy + "/backtests",
                json().put("draft", id)
                        .put("from", Instant.now().minusSeconds(3600).toString())
                        .put("to", Instant.now().plusSeconds(60).toString())
                        .toString());
        var path = policy + "/backtests/" + run.body().at("/run/id").asText();
        await().until(() -> officer.get(path).body().at("/run/state").asText().equals("DONE"));
        var tested = officer.get(path).body();
        assertThat(tested.at("/changes/0/after").asText()).isEqualTo("HUMAN_IN_THE_LOOP");

        var digest = tested.at("/run/digest").asText();
        var proposal = json().put("draft", id).put("edits", 2).put("note", "a test");
        assertThat(officer.post(
                                policy + "/proposals",
                                proposal.deepCopy()
                                        .put("backTest", "a".repeat(64))
                                        .toString())
                        .status())
                .isEqualTo(409);
        var proposed = officer.post(
                policy + "/proposals", proposal.put("backTest", digest).toString());
        var publication = json().put("version", proposed.body().at("/version").asText())
                .put("backTest", digest)
                .toString();
        assertThat(officer.post(policy + "/publications", publication).status()).isEqualTo(403);
        assertThat(officer2.post(policy + "/publications", publication).status())
                .isEqualTo(200);
        assertThat(level()).isEqualTo("HUMAN_IN_THE_LOOP");

        officer.post(policy + "/publications", json().put("version", first).toString());
        assertThat(level()).isEqualTo("AUTO_APPROVE");
    }

    @Test
    void raisesTheFloorThoughGoldenCasesOfTheRulesSayOtherwise() {
        var useCase = "officers-floor";
        var policy = openWithGoldenCases(useCase);
        var rules = policy.replace("/policy", "/rules");
        var first = officer.get(rules).body().at("/inForce").asText();
        var text = officer.post(policy + "/drafts", "{}")
                .body()
                .at("/draft/files/policy.yaml")
                .asText();

        var renamed = checkPolicy(policy, text.replace("credit-senior", "credit-elder"));
        assertThat(renamed.at("/problems").findValuesAsText("mend"))
                .anySatisfy(mend -> assertThat(mend).contains("the new name beside the old one"));

        var stricter = text.replace("floor: AUTO_APPROVE", "floor: HUMAN_ON_THE_LOOP");
        var checked = checkPolicy(policy, stricter);
        assertThat(checked.at("/problems")).isEmpty();
        assertThat(checked.at("/remarks/0/severity").asText()).isEqualTo("WARNING");
        assertThat(checked.at("/remarks/0/what").asText()).contains("a small loan and a sure model");
        bothPublish(policy, "policy.yaml", stricter);
        assertThat(level(useCase)).isEqualTo("HUMAN_ON_THE_LOOP");

        bothPublish(rules, "oversight.drl", NEW_RULE);
        assertThat(level(useCase)).isEqualTo("HUMAN_IN_THE_LOOP");
        var back = officer.post(
                rules + "/publications", json().put("version", first).toString());
        assertThat(back.status())
                .as("in one step, whatever the golden cases say now: " + back.text())
                .isEqualTo(200);
        assertThat(level(useCase)).isEqualTo("HUMAN_ON_THE_LOOP");
    }

    @Test
    void letsNoDraftOfAPolicyRunBesideTheLiveOne() {
        var policy = RULES.replace("/rules", "/policy");
        var text = officer.post(policy + "/drafts", "{}").body();
        var draft = text.at("/draft/id").asText();
        var saving = json().put("edits", 1);
        saving.putObject("files")
                .put("policy.yaml", text.at("/draft/files/policy.yaml").asText() + "# changed\n");
        officer.send("PUT", policy + "/drafts/" + draft, "application/json", saving.toString());

        var started = officer.send(
                "PUT",
                policy + "/shadow",
                "application/json",
                json().put("draft", draft).toString());
        assertThat(started.status()).isEqualTo(404);
        assertThat(started.text()).contains("propose it first");
        var page = Visitor.signedIn(port, "officer").get("/console/policies/triage/shadow");
        assertThat(page.text()).contains("value=\"version:").doesNotContain("value=\"draft:");
        officer.send("DELETE", policy + "/drafts/" + draft, "application/json", "");
    }

    private String openWithGoldenCases(String useCase) {
        var files = RuleFiles.in(folder, "credit");
        var text = folder.read("credit", "policy.yaml").orElseThrow().replace("useCase: credit", "useCase: " + useCase);
        InForceNow.first(revisions, policies, useCase, text, files);
        return "/api/v1/use-cases/" + useCase + "/policy";
    }

    private JsonNode checkPolicy(String policy, String text) {
        return officer.send("POST", policy + "/check", "text/plain", text).body();
    }

    private void bothPublish(String area, String file, String text) {
        var saving = json();
        saving.putObject("files").put(file, text);
        var draft = officer.post(area + "/drafts", saving.toString())
                .body()
                .at("/draft/id")
                .asText();
        var proposed = officer.post(
                area + "/proposals", json().put("draft", draft).put("edits", 1).toString());
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(200);
        var version =
                json().put("version", proposed.body().at("/version").asText()).toString();
        assertThat(officer2.post(area + "/publications", version).status()).isEqualTo(200);
    }

    private String level() {
        return level("officers-policy");
    }

    private String level(String useCase) {
        var decided = officer.as("integrator").post("/api/v1/decisions", """
                {"useCase": "%s", "case": {"checking_status": "A14", "duration_months": 24,
                 "credit_history": "A32", "purpose": "A43", "savings": "A63", "credit_amount": 3000},
                 "prediction": {"label": "good", "confidence": 0.99}}""".formatted(useCase));
        return decided.body().at("/route/level").asText();
    }

    private JsonNode check(String rules) {
        return officer.send("POST", RULES + "/check", "text/plain", rules).body();
    }

    @Test
    void letsNobodyElseWriteRules() {
        for (var user : new String[] {"worker", "integrator", "supervisor", "owner", "auditor"}) {
            assertThat(officer.as(user).post(RULES + "/drafts", "{}").status()).isEqualTo(403);
        }
        assertThat(officer.as("auditor").get(RULES).status()).isEqualTo(200);
        assertThat(officer.as("worker").get(RULES).status()).isEqualTo(403);
    }

    private JsonNode begin() {
        var begun = officer.post(RULES + "/drafts", "{}");
        assertThat(begun.status()).isEqualTo(201);
        return begun.body();
    }

    private JsonNode save(String id, int edits, String rules) {
        var saved = officer.send("PUT", RULES + "/drafts/" + id, "application/json", saving(edits, rules));
        assertThat(saved.status()).isEqualTo(200);
        return saved.body();
    }

    private String saving(int edits, String rules) {
        var base = officer.get(RULES + "/versions/" + before).body();
        ObjectNode files = base.at("/files").deepCopy();
        files.put("oversight.drl", rules);
        return json().put("edits", edits).set("files", files).toString();
    }

    private Caller.Answer propose(String id, int edits) {
        return officer.post(
                RULES + "/proposals",
                json().put("draft", id)
                        .put("edits", edits)
                        .put("note", "a test")
                        .toString());
    }

    private static ObjectNode json() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Caller.Answer publish(Caller who, String version) {
        return who.post(RULES + "/publications", json().put("version", version).toString());
    }

    private String inForce() {
        return officer.get(RULES).body().at("/inForce").asText();
    }

    private String reasons() {
        var decided = officer.as("integrator").post("/api/v1/decisions", REQUEST);
        assertThat(decided.status()).isEqualTo(202);
        return decided.body().at("/route/reasons").toString();
    }
}
