package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.countersign.policy.Policies;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.Grid;
import org.countersign.routing.Workbook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The day of compliance officers, in a real browser. What it changes is what triage says for a reason, and it takes that
 * back. Run with {@code -Dscreenshots=true} it takes the README's pictures anew.
 */
@CountersignTest
class RulesJourneyTests {

    private static final String RULES = "/console/rules/triage";
    private static final String LOANS = "/console/rules/officers-loans";
    private static final String FILE = "oversight.drl";
    private static final String OLD = "every diagnosis is a doctor's";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @LocalServerPort
    private int port;

    @Autowired
    private Policies policies;

    @Autowired
    private Revisions revisions;

    private String before = "";

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private RulesFolder folder;

    @BeforeEach
    void remember() {
        trials.open(
                "officers-loans",
                text -> text.replace("Consumer credit", "Loans").replaceAll("(rate|onTheLoopRate): [0-9.]+", "$1: 0"),
                folder.read("credit", FILE).orElseThrow(),
                null);
        before = policies.inForce("triage").ruleSet();
    }

    @AfterEach
    void leaveTriageAsItWas() {
        if (!policies.inForce("triage").ruleSet().equals(before)) {
            revisions.republish("triage", Kind.RULES, before, "officer");
        }
    }

    @Test
    void anOfficersDay() {
        Stream.of(0.99, 0.98, 0.92, 0.8, 0.5).forEach(this::loan);
        assertThat(loan(0.95).at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(LOANS).press("Edit");
        var page = officer.page();
        var limit = "confidence >= 0.90".length() + " )".length();

        page.locator(".ace_content").first().click();
        page.evaluate("document.querySelector('.ace_editor').env.editor.gotoLine(8)");
        page.keyboard().press("End");
        for (int i = 0; i < limit; i++) {
            page.keyboard().press("Backspace");
        }
        page.keyboard().type("confidence >= 1.97 )");
        Console.assertThat(officer.problems()).containsText("Error oversight.drl, line 8");
        Console.assertThat(page.locator(".ace_gutter-cell.ace_error")).isVisible();
        picture(page, "rule-editor.png");
        for (int i = 0; i < "1.97 )".length(); i++) {
            page.keyboard().press("Backspace");
        }
        page.keyboard().type("0.97 )");
        Console.assertThat(officer.problems()).containsText("Nothing is wrong");
        Console.assertThat(officer.problems()).containsText("Note oversight.drl, line 1");
        officer.press("Save").says("Saved.");

        officer.press("Save and propose…").press("Back-test").says("Done.");
        officer.says("would go another way");
        assertThat(post(page, page.url() + "/cancellation").text())
                .as("too late")
                .contains("Done.");
        Console.assertThat(page.locator("#matrix tbody tr").first()).containsText("stricter");
        picture(page, "back-test.png");
        page.locator("#cases a").first().click();
        officer.says("Confident approvals stand: sure enough").says("Received by integrator");
        page.goBack();
        page.getByText("To the draft").click();
        officer.type("Why", "Two sure approvals were wrong last month.").press("Propose");
        officer.says("is proposed").says("another officer must publish it");
        Console.assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Publish")))
                .hasCount(0);
        assertThat(post(page, page.url() + "/publication").status()).isEqualTo(403);
        assertThat(loan(0.95).at("/route/level").asText()).isEqualTo("AUTO_APPROVE");

        var second = Console.signIn(CHROMIUM.window(port), "officer2").open(LOANS);
        second.page().locator("a[href*='/proposals/']").click();
        second.says("Two sure approvals were wrong").says("would go another way");
        assertThat(post(second.page(), second.page().url() + "/publication").status())
                .as("without the back-test that the proposal names")
                .isEqualTo(409);
        picture(second.page(), "rule-proposal.png");
        second.press("Publish").says("is in force, from the next decision on");
        assertThat(loan(0.95).at("/route/level").asText()).isEqualTo("HUMAN_IN_THE_LOOP");

        officer.open(LOANS).press("Take back: put version 1 in force again");
        officer.says("is in force again");
        assertThat(loan(0.95).at("/route/level").asText()).isEqualTo("AUTO_APPROVE");
    }

    @Test
    void worksWithoutScripts() {
        try (var plain = withoutScripts();
                var other = withoutScripts()) {
            var officer = Console.signIn(plain.newPage(), "officer").open(RULES).press("Edit");
            officer.replace(FILE, "Case()", "Cases()").press("Check");
            Console.assertThat(officer.problems()).containsText("oversight.drl, line 6, column 5");
            Console.assertThat(officer.problems()).containsText("Cases()");
            officer.replace(FILE, "Cases()", "Case()").replace(FILE, OLD, "without scripts, too");
            officer.press("Check")
                    .says("Nothing is wrong")
                    .says("Not saved yet.")
                    .press("Save")
                    .says("Saved.");
            officer.press("Save and propose…").press("Back-test").says("Done.");
            officer.says("would go another way")
                    .page()
                    .getByText("To the draft")
                    .press("Enter");
            officer.type("Why", "No scripts.").press("Propose").says("is proposed");

            var proposal = officer.page().url();
            var second = Console.signIn(other.newPage(), "officer2").open(proposal);
            second.press("Publish").says("is in force");
            assertThat(reasons()).contains("without scripts, too");
        }
    }

    @Test
    void keepsWhatWasTypedWhenAnotherSavedFirst() {
        var mine = Console.signIn(CHROMIUM.window(port), "officer").open(RULES).press("Edit");
        var theirs = Console.signIn(CHROMIUM.window(port), "officer2")
                .open(mine.page().url());
        theirs.asText().replace(FILE, "Days count", "Hours count").press("Save").says("Saved.");

        mine.asText().replace(FILE, "Days count", "Minutes count").press("Save");
        mine.says("Someone else saved this draft").says("Hours count");
        assertThat(mine.source(FILE).inputValue()).contains("Minutes count");
        mine.press("Save").says("Saved.");
        assertThat(mine.source(FILE).inputValue()).contains("Minutes count");
        discard(mine);
    }

    @Test
    void aTurnedDownProposalLivesOnAsADraft() {
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(RULES).press("Edit");
        officer.asText().replace(FILE, "Days count", "Weeks count").press("Save and propose…");
        officer.type("Why", "A try.").press("Propose").says("is proposed");
        var second = Console.signIn(CHROMIUM.window(port), "officer2")
                .open(officer.page().url());
        second.type("Turn it down, because", "Days do count.").press("Turn down");
        second.says("Its text is kept in this draft");
        assertThat(second.source(FILE).inputValue()).contains("Weeks count");
        discard(second);
    }

    @Test
    void tablesAreEditedAsGrids() {
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(RULES).press("Edit");
        officer.page()
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("cases.csv"))
                .click();
        var cell = officer.page().getByLabel("prediction.confidence, line 2");
        cell.fill("much");
        Console.assertThat(officer.problems()).containsText("cases.csv, line 2, prediction.confidence");
        Console.assertThat(cell).hasAttribute("aria-invalid", "true");
        cell.fill("0.98");
        Console.assertThat(officer.problems()).containsText("Nothing is wrong");
        cell.press("ArrowDown");
        Console.assertThat(officer.page().getByLabel("prediction.confidence, line 3"))
                .isFocused();
        officer.press("Save").says("Saved.");
        assertThat(officer.source("cases.csv").inputValue())
                .isEqualTo(revisions
                        .find("triage", Kind.RULES, before)
                        .files()
                        .get("cases.csv")
                        .replaceFirst("0\\.99", "0.98"));
        discard(officer);
    }

    @Test
    void rowsAndColumnsOfAGridComeAndGo() {
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(RULES).press("Edit");
        var page = officer.page();
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("cases.csv"))
                .click();
        var table = officer.source("cases.csv");
        var first = table.inputValue();
        var lines = first.lines().toList();

        page.getByLabel("name, line 2", exact()).focus();
        inGrid(page, "Add row");
        page.getByLabel("name, line 3", exact()).fill("a new case");
        assertThat(table.inputValue().lines())
                .hasSize(lines.size() + 1)
                .element(2)
                .asString()
                .startsWith("a new case,");
        page.getByLabel("name, line 3", exact()).focus();
        inGrid(page, "Remove row");
        assertThat(table.inputValue()).isEqualTo(first);

        inGrid(page, "Add column");
        assertThat(table.inputValue().lines().findFirst().orElseThrow()).isNotEqualTo(lines.get(0));
        inGrid(page, "Remove column");
        assertThat(table.inputValue()).isEqualTo(first);
        page.getByLabel("Heading of column 1", exact()).focus();
        inGrid(page, "Remove column");
        assertThat(table.inputValue()).startsWith(lines.get(0).replaceFirst("[^,]+,", ""));
        Console.assertThat(officer.problems()).containsText("The column 'name' is not there.");
        page.onDialog(Dialog::accept); // leaves what was not saved
        discard(officer);
    }

    private static void inGrid(Page page, String button) {
        page.locator(".file:visible")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    @Test
    void enterInTheNameOfAnotherFileAddsIt() {
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(RULES).press("Edit");
        var name = officer.page().getByLabel("Another file");
        name.fill("more.csv");
        name.press("Enter");

        officer.says("Saved.");
        assertThat(officer.source("more.csv").count()).isOne();
        assertThat(officer.source(FILE).count()).isOne();
        discard(officer);
    }

    @Test
    void triesACaseAndLetsADraftRunBesideTheLiveOne() {
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(LOANS).press("Edit");
        officer.asText()
                .replace(FILE, "confidence >= 0.90", "confidence >= 0.97")
                .press("Save")
                .says("Saved.");
        var page = officer.page();
        var draft = page.url();

        page.getByText("Try it on one case").click();
        officer.type("Duration in months (needed)", "many").press("Try");
        officer.says("No decision could be started so:").says("/case/duration_months");
        officer.type("Duration in months (needed)", "24").type("Amount in DM (needed)", "3000");
        page.getByLabel("Checking account (needed)").selectOption("A14");
        page.getByLabel("Credit history (needed)").selectOption("A32");
        page.getByLabel("Purpose (needed)").selectOption("A43");
        page.getByLabel("Label").selectOption("good");
        officer.type("Confidence, 0 to 1", "0.95").press("Try").says("Reviewed: a person decides");
        Console.assertThat(page.locator("#nearly"))
                .containsText("Confident approvals stand: Prediction.confidence is 0.95, the rule asks >= 0.97");

        officer.type("Typicality, 0 to 1", "2")
                .press("Try")
                .says("No decision could be started so:")
                .says("/typicality");
        officer.type("Typicality, 0 to 1", "0.5")
                .type("Day, if not today", "2027-03-01")
                .press("Try");
        officer.says("Reviewed: a person decides");

        officer.open(LOANS + "/shadow").press("Start").says("Running: draft by officer");
        var differs = loan(0.95).at("/id").asText();
        Console.assertThat(page.locator("#cases")).containsText(differs);
        page.locator("#cases a").first().click();
        officer.says(differs);
        var recorded = "/console/rules/officers-loans/trial?decision=" + differs;
        officer.open(recorded).press("Try").says("Automatic: the model's label stands");
        Console.assertThat(page.locator("#fired")).containsText("Confident approvals stand");
        officer.open(LOANS + "/shadow").press("Stop").says("Ended: draft by officer");
        discard(officer.open(draft));
    }

    @Test
    void handsInATableAsAWorkbookAndChoosesItsColumns() {
        var table = new Grid(
                List.of("name", "owner", "rationale", "credit_amount >", "level", "why"),
                List.of(List.of("Large", "risk", "a test", "9000", "review", "large")));
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(LOANS).press("Edit");
        var page = officer.page();
        page.getByText("Hand in a file").click();
        page.getByLabel("File, at most 1 MB")
                .setInputFiles(new FilePayload("large.xlsx", "application/octet-stream", Workbook.write(table)));
        officer.press("Hand in").says("large.xlsx is in the draft.");

        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("large.xlsx"))
                .click();
        page.getByLabel("why, line 1")
                .or(page.getByLabel("Heading of column 6"))
                .first()
                .focus();
        page.getByLabel("Column to add").selectOption("Purpose (purpose)");
        page.getByLabel("Operator").selectOption("in");
        officer.press("Add column");
        var purpose = page.getByLabel("purpose in, line 2");
        assertThat(page.locator("datalist[id='" + purpose.getAttribute("list") + "'] option[value=A43]")
                        .textContent())
                .isEqualTo("radio or television");
        purpose.fill("A43; A49");
        Console.assertThat(officer.problems()).containsText("Nothing is wrong");
        officer.press("Save").says("Saved.");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("large.xlsx"))
                .click();

        var href = page.getByLabel("Download large.xlsx as XLSX").getAttribute("href");
        var file = page.request().get("http://localhost:" + port + href).body();
        assertThat(file)
                .isEqualTo(Workbook.write(new Grid(
                        List.of("name", "owner", "rationale", "credit_amount >", "level", "why", "purpose in"),
                        List.of(List.of("Large", "risk", "a test", "9000", "review", "large", "A43; A49")))));
        discard(officer);
    }

    @Test
    void showsADecisionAsFarAsItsReaderMaySeeIt() {
        var reviewed = loan(0.5).at("/id").asText();
        var address = "/console/decisions/" + reviewed;

        var officer = Console.signIn(CHROMIUM.window(port), "officer").open(address);
        officer.says("Unsure predictions need a person")
                .says("Received by integrator")
                .says("awaiting review");
        var supervisor = Console.signIn(CHROMIUM.window(port), "supervisor");
        assertThat(supervisor.page().navigate(address).status()).isEqualTo(403);
        supervisor.says("under blind review");
        assertThat(supervisor.page().content()).doesNotContain("Unsure predictions");
        supervisor.open("/console/decisions/" + loan(0.95).at("/id").asText()).says("Confident approvals stand");
        assertThat(supervisor.page().content()).doesNotContain("Received").doesNotContain("A43");
        assertThat(officer.page().navigate("/console/decisions/none").status()).isEqualTo(404);
    }

    @Test
    void canBeDoneByKeyboard() {
        var officer =
                Console.signIn(CHROMIUM.window(port), "officer").open(RULES).press("Edit");
        var keys = officer.page().keyboard();
        officer.page().locator("[role=tab][aria-selected=true]").focus();
        keys.press("ArrowRight");
        Console.assertThat(officer.page().getByLabel("Heading of column 2", exact()))
                .isVisible();
        keys.press("ArrowLeft");
        officer.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove oversight.drl"))
                .focus();
        keys.press("Tab"); // where the line numbers and their problems are
        keys.press("Tab");
        keys.press("Enter");
        keys.press("Control+Home");
        keys.type("// by keyboard ");
        keys.press("Escape");
        keys.press("Tab");
        Console.assertThat(officer.page().locator("#save")).isFocused();
        keys.press("Enter");
        officer.says("Saved.");
        assertThat(officer.source(FILE).inputValue()).startsWith("// by keyboard // A doctor");
        discard(officer);
    }

    @Test
    void exportsExactlyTheFolder() throws IOException {
        var page = Console.signIn(CHROMIUM.window(port), "auditor").page();
        var triage = export(page, "triage", before);
        assertThat(triage.keySet())
                .isEqualTo(revisions.find("triage", Kind.RULES, before).files().keySet());
        for (var file : triage.entrySet()) {
            assertThat(file.getValue())
                    .as(file.getKey())
                    .isEqualTo(Files.readAllBytes(Path.of("rules", "triage", file.getKey())));
        }
        var credit = export(page, "credit", policies.inForce("credit").ruleSet());
        assertThat(credit.get("limits.csv")).isEqualTo(Files.readAllBytes(Path.of("rules", "credit", "limits.csv")));
    }

    private Map<String, byte[]> export(Page page, String useCase, String version) throws IOException {
        var path = "/console/rules/" + useCase + "/versions/" + version + "/export";
        var answer = page.request().get("http://localhost:" + port + path);
        var files = new TreeMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName().replace("rules/" + useCase + "/", ""), zip.readAllBytes());
            }
        }
        return files;
    }

    private static Page.GetByLabelOptions exact() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static void discard(Console console) {
        console.page().getByText("Discard this draft").click();
        console.press("Discard it for good").says("The draft is gone.");
    }

    private static APIResponse post(Page page, String url) {
        var token = page.locator("input[name=_csrf]").first().inputValue();
        return page.request()
                .post(url, RequestOptions.create().setForm(FormData.create().set("_csrf", token)));
    }

    private com.microsoft.playwright.BrowserContext withoutScripts() {
        return CHROMIUM.window(port)
                .context()
                .browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL("http://localhost:" + port)
                        .setJavaScriptEnabled(false));
    }

    private String reasons() {
        var decided = Caller.at(port, "integrator").post("/api/v1/decisions", """
                {"useCase": "triage", "case": {"clump_thickness": 3, "cell_size_uniformity": 1,
                 "cell_shape_uniformity": 1}, "prediction": {"label": "benign", "confidence": 0.99}}""");
        assertThat(decided.status()).as(decided.text()).isEqualTo(202);
        return decided.body().at("/route/reasons").toString();
    }

    private JsonNode loan(double confidence) {
        var decided = Caller.at(port, "integrator")
                .post(
                        "/api/v1/decisions",
                        Crowd.credit("good", confidence).replace("\"credit\"", "\"officers-loans\""));
        assertThat(decided.status()).as(decided.text()).isIn(201, 202);
        return decided.body();
    }

    private static void picture(Page page, String name) {
        if (Boolean.getBoolean("screenshots")) {
            Chromium.picture(page, Path.of("src/docs/images", name));
        }
    }
}
