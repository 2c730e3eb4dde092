package org.countersign.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Random;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.Ledger;
import org.countersign.TrialUseCases;
import org.countersign.Visitor;
import org.countersign.policy.Policies;
import org.countersign.rehearsal.History;
import org.countersign.rehearsal.OldEvaluation;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@CountersignTest
class EvaluationDoorsTests {

    private static final String PATH = "/api/v1/use-cases/moderation/evaluations";
    private static final String CSV = History.moderation(400, true, new Random(1));

    @LocalServerPort
    private int port;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private Policies policies;

    @Autowired
    private Ledger ledger;

    @Test
    void evaluatesAFileOverRest() {
        var owner = Caller.at(port, "owner");

        var made = owner.send("POST", PATH + "?learner=LINEAR&person=moderator", "text/csv", CSV);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().at("/report/rows").asInt()).isEqualTo(400);
        assertThat(made.body().at("/report/budgets").size()).isGreaterThan(3);
        assertThat(made.body().at("/report/personRight").asDouble()).isBetween(.9, 1.0);
        assertThat(made.body().at("/report/ruleSet").asText())
                .isEqualTo(policies.inForce("moderation").ruleSet());
        assertThat(made.body().at("/report/approvable").asDouble())
                .as("the rules leave surely harmless posts alone")
                .isStrictlyBetween(.05, .95);
        var location = made.headers().firstValue("Location").orElseThrow();
        assertThat(owner.get(location).body()).isEqualTo(made.body());
        assertThat(Caller.at(port, "auditor").get(PATH).text())
                .contains(made.body().at("/id").asText());
        var page = owner.send("GET", location, "text/plain", "", "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text()).startsWith("<!DOCTYPE html>").contains("<svg");
    }

    @Test
    void appliesTheRulesInForce() {
        var small = TrialUseCases.APPROVE_ALL.replace("Case()", "Case( credit_amount < 2000 )");
        trials.open("evaluation-all", text -> text, TrialUseCases.APPROVE_ALL, null);
        trials.open("evaluation-small", text -> text, small, null);
        trials.open("evaluation-none", text -> text, small.replace("2000", "2"), null);

        assertThat(approvable("evaluation-all")).isGreaterThan(.95);
        assertThat(approvable("evaluation-small")).isStrictlyBetween(0.05, 0.95);
        assertThat(approvable("evaluation-none")).isZero();
        var page = "/console/evaluations/evaluation-none";
        var owner = Visitor.signedIn(port, "owner");
        assertThat(owner.get(page + "/" + newest("evaluation-none")).text())
                .contains("leave none of the cases to the model")
                .doesNotContain("<svg");
    }

    private double approvable(String useCase) {
        var made = evaluateCredit(useCase);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.body().at("/report/approvable").asDouble();
    }

    private Caller.Answer evaluateCredit(String useCase) {
        var path = PATH.replace("moderation", useCase) + "?learner=LINEAR";
        return Caller.at(port, "owner").send("POST", path, "text/csv", History.credit(300));
    }

    private String newest(String useCase) {
        var all = Caller.at(port, "owner").get(PATH.replace("moderation", useCase));
        return all.body().at("/0/id").asText();
    }

    @Test
    void saysSoWhenTheRulesInForceCannotBeBuilt() {
        trials.open("evaluation-broken", text -> text, TrialUseCases.APPROVE_ALL, null);
        ledger.jdbc()
                .sql("update revision set content = '{\"files\": {\"oversight.drl\": \"rule half\"}}'"
                        + " where kind = 'RULES' and use_case = 'evaluation-broken'")
                .update();

        var refused = evaluateCredit("evaluation-broken");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("cannot be built", "People decide everything");
        assertThat(evaluateCredit("evaluation-broken").status())
                .as("and it does not block the next one")
                .isEqualTo(409);
    }

    @Test
    void showsWhatWasStoredBeforeRulesHadAPart() {
        trials.open("evaluation-old", text -> text, TrialUseCases.APPROVE_ALL, null);
        ledger.jdbc()
                .sql("insert into evaluation (id, use_case, made_by, made_at, file_digest, report)"
                        + " values ('old-1', 'evaluation-old', 'owner', ?, ?, ?)")
                .params(OffsetDateTime.parse("2026-06-01T12:00:00Z"), "0".repeat(64), OldEvaluation.JSON)
                .update();
        var path = PATH.replace("moderation", "evaluation-old");
        var owner = Caller.at(port, "owner");

        assertThat(owner.get(path).body().at("/0/rows").asInt()).isEqualTo(1000);
        assertThat(owner.get(path + "/old-1").body().at("/report/judged").asInt())
                .isEqualTo(517);
        assertThat(owner.send("GET", path + "/old-1", "text/plain", "", "Accept", "text/html")
                        .text())
                .contains("about the model alone");
        var visitor = Visitor.signedIn(port, "owner");
        assertThat(visitor.get("/console/evaluations/evaluation-old/old-1").text())
                .contains("about the model alone", "<svg");
        assertThat(visitor.get("/console/evaluations/evaluation-old").text()).contains("1000 rows");
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        var owner = Caller.at(port, "owner");

        var faulty = owner.send("POST", PATH, "text/csv", "tweet,class\nhello,9\n");
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.body().at("/errors/0/pointer").asText())
                .as(faulty.text())
                .isEqualTo("/rows/1/class");
        assertThat(owner.send("POST", PATH + "?learner=GUESS", "text/csv", CSV).status())
                .isEqualTo(400);
        assertThat(owner.get(PATH + "/nonsense").status()).isEqualTo(404);
        assertThat(owner.send("POST", PATH.replace("moderation", "nonsense"), "text/csv", CSV)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void evaluatesAFileInTheConsole() {
        var page = "/console/evaluations/moderation";
        var form = "learner=LINEAR&person=moderator&csv=" + URLEncoder.encode(CSV, StandardCharsets.UTF_8);
        var owner = Visitor.signedIn(port, "owner");

        var made = owner.submit(page, form);

        assertThat(made.status()).as(made.text()).isEqualTo(302);
        var report = owner.get(
                URI.create(made.headers().firstValue("Location").orElseThrow()).getPath());
        assertThat(report.text())
                .contains("Of 400 rows", "The rules of the use case leave", "<svg", "Made")
                .doesNotContain("style=");
        assertThat(owner.get(page).text()).contains("400 rows");
        var faulty = owner.submit(page, "learner=LINEAR&csv=tweet%2Cclass%0Ahello%2C9");
        assertThat(faulty.status()).isEqualTo(400);
        assertThat(faulty.text()).contains("none of the labels");
        assertThat(Visitor.signedIn(port, "auditor").submit(page, form).status())
                .isEqualTo(403);
        assertThat(Visitor.signedIn(port, "worker").get(page).status()).isEqualTo(403);
    }

    @Test
    void isClosedToOthers() {
        for (var user : new String[] {"worker", "integrator", "supervisor", "auditor"}) {
            assertThat(Caller.at(port, user).send("POST", PATH, "text/csv", CSV).status())
                    .as(user)
                    .isEqualTo(403);
        }
        assertThat(Caller.at(port, "worker").get(PATH).status()).isEqualTo(403);
    }
}
