package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.countersign.Caller;
import org.countersign.Caller.Answer;

/** A person who works off review tasks over REST, knowing no more than what a task shows. */
record Desk(Caller person) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The tasks of a stage that show such a case, opened. */
    List<JsonNode> tasks(String stage, Predicate<JsonNode> shown) {
        var found = new ArrayList<JsonNode>();
        for (var task : person.get("/api/v1/review-tasks").body()) {
            if (task.path("stage").asText().equals(stage)) {
                var opened = person.get(path(task)).body();
                if (shown.test(opened.path("shown"))) {
                    found.add(opened);
                }
            }
        }
        return found;
    }

    JsonNode task(String stage, Predicate<JsonNode> shown) {
        var found = tasks(stage, shown);
        assertThat(found).as("tasks of stage %s for %s", stage, person.user()).hasSize(1);
        return found.get(0);
    }

    /** What a field of the case reads on the form. */
    static String field(JsonNode shown, String title) {
        for (var row : shown.path("fields")) {
            if (row.path("field").asText().equals(title)) {
                return row.path("value").asText();
            }
        }
        return "";
    }

    void judge(JsonNode opened, String label) {
        claim(opened);
        assertThat(say(opened, JSON.createObjectNode().put("verdict", "LABEL").put("label", label))
                        .status())
                .isEqualTo(204);
    }

    void keep(JsonNode opened, String label, String reasonCode) {
        var word = JSON.createObjectNode()
                .put("verdict", "OVERRIDE")
                .put("label", label)
                .put("reasonCode", reasonCode);
        assertThat(say(opened, word).status()).isEqualTo(204);
    }

    void claim(JsonNode opened) {
        assertThat(person.post(path(opened.path("task")) + "/claim", "").status())
                .isEqualTo(200);
    }

    Answer say(JsonNode opened, ObjectNode word) {
        word.put("contentVersion", opened.path("shown").path("contentVersion").asText());
        return person.post(path(opened.path("task")) + "/verdict", word.toString());
    }

    private static String path(JsonNode task) {
        return "/api/v1/review-tasks/" + task.path("id").asText();
    }
}
