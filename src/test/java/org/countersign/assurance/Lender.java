package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.countersign.Desk;
import org.countersign.Ledger;

/** A use case with the fields of credit, and the people who work for it: brings predictions, and judges them blind. */
record Lender(String useCase, Desk desk, Ledger ledger, Certifier certifier) {

    private static final String MODEL = "risk-7";

    JsonNode start() {
        return start("A43");
    }

    JsonNode start(String purpose) {
        var answer = desk.start(Desk.caseOf(useCase, 2000, "good", .95)
                .replace("A43", purpose)
                .replace("\"prediction\": {", "\"prediction\": {\"modelVersion\": \"" + MODEL + "\", "));
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body();
    }

    static String id(JsonNode decision) {
        return decision.path("id").asText();
    }

    static String level(JsonNode decision) {
        return decision.at("/route/level").asText();
    }

    static double rate(JsonNode decision) {
        return decision.at("/route/spotCheckProbability").asDouble();
    }

    /** What the person says without having seen the answer; asked again, they keep to it. */
    void judge(JsonNode decision, String label) {
        desk.label("worker", id(decision), label);
        if (!label.equals("good")) {
            keep(decision, label);
        }
    }

    void keep(JsonNode decision, String label) {
        desk.decide(
                "worker",
                id(decision),
                "\"verdict\": \"OVERRIDE\", \"label\": \"" + label + "\", \"reasonCode\": \"other\"");
    }

    void earnTrust() {
        earnTrust("A43");
    }

    void earnTrust(String purpose) {
        for (var i = 0; i < 25; i++) {
            judge(start(purpose), "good");
        }
        read(Instant.now());
    }

    void read(Instant until) {
        certifier.readOn(useCase, until);
    }

    /** The next one that is drawn for a spot check. */
    JsonNode drawn(String purpose) {
        for (var i = 0; i < 60; i++) {
            var next = start(purpose);
            if (!desk.tasks(id(next)).isEmpty()) {
                return next;
            }
        }
        throw new AssertionError("none of 60 was drawn");
    }

    boolean isStopped(String scope) {
        return ledger.count("select count(*) from stop_switch where scope = ?", scope) > 0;
    }

    JsonNode promise() {
        return desk.as("owner")
                .get("/api/v1/use-cases/" + useCase + "/certificates")
                .body();
    }

    JsonNode cell() {
        for (var cell : promise().path("cells")) {
            if (cell.at("/cell/label").asText().equals("good")) {
                return cell;
            }
        }
        throw new AssertionError("no cell: " + promise());
    }

    JsonNode valid() {
        for (var certificate : promise().path("certificates")) {
            if (certificate.path("state").asText().equals("VALID")) {
                return certificate;
            }
        }
        throw new AssertionError("no valid certificate: " + promise());
    }
}
