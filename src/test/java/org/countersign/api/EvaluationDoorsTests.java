package org.countersign.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.Visitor;
import org.countersign.rehearsal.History;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@CountersignTest
class EvaluationDoorsTests {

    private static final String PATH = "/api/v1/use-cases/moderation/evaluations";
    private static final String CSV = History.moderation(400, true, new Random(1));

    @LocalServerPort
    private int port;

    @Test
    void evaluatesAFileOverRest() {
        var owner = Caller.at(port, "owner");

        var made = owner.send("POST", PATH + "?learner=LINEAR&person=moderator", "text/csv", CSV);

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.body().at("/report/rows").asInt()).isEqualTo(400);
        assertThat(made.body().at("/report/budgets").size()).isGreaterThan(3);
        assertThat(made.body().at("/report/personRight").asDouble()).isBetween(.9, 1.0);
        var location = made.headers().firstValue("Location").orElseThrow();
        assertThat(owner.get(location).body()).isEqualTo(made.body());
        assertThat(Caller.at(port, "auditor").get(PATH).text())
                .contains(made.body().at("/id").asText());
        var page = owner.send("GET", location, "text/plain", "", "Accept", "text/html");
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text()).startsWith("<!DOCTYPE html>").contains("<svg");
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
        assertThat(report.text()).contains("Of 400 rows", "<svg", "Made").doesNotContain("style=");
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
