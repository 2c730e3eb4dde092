package org.countersign.benchmark;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.countersign.Caller;
import org.countersign.simulation.Reviewer;
import org.countersign.simulation.SimulatedCase;

/**
 * All who have to do with one use case, each at the door that is theirs over HTTP: the system that sends cases in, case
 * workers who err a little, supervisors, and a model owner. None of them knows the truth but the workers, by their eyes.
 */
final class Bank {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PEOPLE = List.of("worker", "worker2", "worker3", "supervisor", "supervisor2");
    private static final double WORTH_A_NEW_CERTIFICATE = .02;

    /** A case that was sent in, with what the engine said to it. */
    record Sent(String id, int day, SimulatedCase made, String level, String answer) {

        boolean isUnseen() {
            return level.equals("AUTO_APPROVE");
        }

        boolean isWrong() {
            return !answer.equals(made.truth());
        }
    }

    private final Caller system;
    private final ProcessEngine engine;
    private final String useCase;
    private final List<String> labels;
    private final double errorRate;
    private final boolean repeatAnswers;
    private final Map<String, Sent> sent = new LinkedHashMap<>();
    private final Set<String> handled = new HashSet<>();

    /** @param repeatAnswers whether workers say what the model said: spot checks that are not blind */
    Bank(int port, ProcessEngine engine, String useCase, List<String> labels, double errorRate, boolean repeatAnswers) {
        this.system = Caller.at(port, "integrator");
        this.engine = engine;
        this.useCase = useCase;
        this.labels = labels;
        this.errorRate = errorRate;
        this.repeatAnswers = repeatAnswers;
    }

    List<Sent> sent() {
        return List.copyOf(sent.values());
    }

    Sent send(SimulatedCase made, int day) {
        var body = JSON.createObjectNode().put("useCase", useCase);
        body.set("case", JSON.valueToTree(made.subject().fields()));
        var answer = ok(system.post("/api/v1/decisions", body.toString()));
        var one = new Sent(
                answer.path("id").asText(),
                day,
                made,
                answer.at("/route/level").asText(),
                answer.at("/prediction/label").asText());
        sent.put(one.id(), one);
        return one;
    }

    /** Workers answer all that is open, until nothing is; nobody watches what is on the loop. Gives how many verdicts. */
    int review() {
        var given = 0;
        for (var open = open(); !open.isEmpty(); open = open()) {
            for (var task : open.entrySet()) {
                answer(task.getKey(), task.getValue());
                given++;
            }
        }
        return given;
    }

    private Map<Task, Sent> open() {
        var tasks = engine.getTaskService()
                .createTaskQuery()
                .processDefinitionKey("review")
                .orderByTaskCreateTime()
                .desc()
                .listPage(0, 1000);
        if (tasks.isEmpty()) {
            return Map.of();
        }
        var ids = tasks.stream().map(Task::getProcessInstanceId).collect(java.util.stream.Collectors.toSet());
        var keys =
                engine
                        .getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceIds(ids)
                        .listPage(0, 1000)
                        .stream()
                        .collect(toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        var mine = new LinkedHashMap<Task, Sent>();
        for (var task : tasks) {
            var one = sent.get(keys.get(task.getProcessInstanceId()));
            if (one != null) {
                mine.put(task, one);
            }
        }
        return mine;
    }

    private void answer(Task task, Sent about) {
        var path = "/api/v1/review-tasks/" + task.getId();
        var told = new ArrayList<String>();
        for (var person : task.getAssignee() == null ? PEOPLE : List.of(task.getAssignee())) {
            var at = system.as(person);
            var opened = task.getAssignee() == null ? at.post(path + "/claim", "") : at.get(path);
            if (opened.status() == 200) {
                var said = at.post(path + "/verdict", verdict(person, opened.body(), about));
                if (said.status() == 204) {
                    return;
                }
                throw new IllegalStateException(task.getName() + ": " + said.text());
            }
            told.add(opened.text());
        }
        throw new IllegalStateException(task.getName() + ": " + told);
    }

    /** Asked again with the answer in view, they keep to what they said. */
    private String verdict(String person, JsonNode opened, Sent about) {
        var label = repeatAnswers && !about.answer().isEmpty()
                ? about.answer()
                : new Reviewer(person, errorRate).judge(about.made(), labels);
        var again = opened.at("/task/stage").asText().equals("RECONSIDER");
        return """
                {%s "label": "%s", "reasonCode": "other", "contentVersion": "%s"}""".formatted(
                        again ? "\"verdict\": \"OVERRIDE\"," : "",
                        label,
                        opened.at("/shown/contentVersion").asText());
    }

    /** Has what an alarm put in doubt reviewed again, once for each alarm; gives the new ones. */
    List<JsonNode> lookIntoAlarms() {
        var fresh = new ArrayList<JsonNode>();
        for (var view : alarms()) {
            var alarm = view.path("alarm");
            if (handled.add(alarm.path("id").asText())) {
                fresh.add(view);
                var again = promise("alarms/" + alarm.path("id").asText() + "/re-reviews");
                var left = view.path("inDoubt").asInt();
                while (left > 0) {
                    left = ok(system.as("supervisor").post(again, "{\"most\": 200}"))
                            .path("inDoubt")
                            .asInt();
                }
            }
        }
        return fresh;
    }

    /** Lifts the stop once another model is in force than the one that the last alarm was about; true if so. */
    boolean resume() {
        var champion = champion();
        var alarmed = alarms().stream()
                .findFirst()
                .map(a -> a.at("/alarm/model").asText())
                .orElse("");
        if (!isStopped() || champion.equals(alarmed)) {
            return false;
        }
        var word = """
                {"scope": "%s", "stop": false, "reason": "%s was promoted since"}""".formatted(useCase, champion);
        ok(system.as("supervisor2").send("PUT", "/api/v1/stop-switch", "application/json", word));
        return true;
    }

    boolean isStopped() {
        return ok(system.as("supervisor").get("/api/v1/stop-switch"))
                .findValuesAsText("scope")
                .contains(useCase);
    }

    /** A model owner's word on the challenger that waits for one, by nothing but the evidence that the task shows. */
    Optional<String> decideOnChallenger() {
        var owner = system.as("owner");
        for (var retraining : ok(owner.get(promise("retrainings")))) {
            if (retraining.path("state").asText().equals("AWAITING_APPROVAL")) {
                var path = promise("retrainings/" + retraining.path("id").asText());
                var shown = ok(owner.get(path)).path("shown");
                var better = better(shown);
                var word = JSON.createObjectNode()
                        .put("verdict", better ? "APPROVE" : "REJECT")
                        .put("reason", better ? "clearly better" : "not better by enough for a new certificate")
                        .put("contentVersion", shown.path("contentVersion").asText());
                ok(owner.post(path + "/verdict", word.toString()));
                return Optional.of((better ? "promoted " : "rejected ")
                        + evidence(shown)
                        + (retraining.path("cause").asText().equals("DRIFT") ? " (started by the alarm)" : ""));
            }
        }
        return Optional.empty();
    }

    private static boolean better(JsonNode shown) {
        var loss = measure(shown, "Log loss");
        var champion = loss.path("champion").asText();
        return champion.isEmpty()
                || number(loss.path("challenger").asText()) < number(champion) - WORTH_A_NEW_CERTIFICATE;
    }

    private static String evidence(JsonNode shown) {
        var loss = measure(shown, "Log loss");
        return measure(shown, "Model").path("challenger").asText() + ", log loss "
                + loss.path("challenger").asText() + " against "
                + loss.path("champion").asText();
    }

    private static JsonNode measure(JsonNode shown, String name) {
        for (var measure : shown.path("measures")) {
            if (measure.path("measure").asText().startsWith(name)) {
                return measure;
            }
        }
        throw new IllegalStateException("no " + name + ": " + shown);
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    String champion() {
        return ok(system.as("owner").get("/api/v1/use-cases/" + useCase))
                .path("model")
                .asText();
    }

    /** The newest first. */
    List<JsonNode> alarms() {
        var all = new ArrayList<JsonNode>();
        ok(system.as("supervisor").get(promise("alarms"))).forEach(all::add);
        return all;
    }

    /** Valid certificates of decisions that nobody looks at, by id. */
    Map<String, JsonNode> certificates() {
        var valid = new LinkedHashMap<String, JsonNode>();
        for (var certificate :
                ok(system.as("owner").get(promise("certificates"))).path("certificates")) {
            if (certificate.path("state").asText().equals("VALID")
                    && certificate.at("/cell/level").asText().equals("AUTO_APPROVE")) {
                valid.put(certificate.path("id").asText(), certificate);
            }
        }
        return valid;
    }

    /** How the decisions that nobody looks at stand, in the words of the promise's page. */
    String outlook() {
        var words = new StringJoiner("; ");
        for (var cell : ok(system.as("owner").get(promise("certificates"))).path("cells")) {
            if (cell.at("/cell/level").asText().equals("AUTO_APPROVE")) {
                words.add(cell.at("/cell/model").asText() + " '"
                        + cell.at("/cell/label").asText() + "' n="
                        + cell.path("n").asLong() + " k="
                        + Math.round(cell.path("k").asDouble()) + ": "
                        + cell.path("words").asText());
            }
        }
        return words.toString();
    }

    private String promise(String what) {
        return "/api/v1/use-cases/" + useCase + "/" + what;
    }

    private static JsonNode ok(Caller.Answer answer) {
        if (answer.status() < 200 || answer.status() > 204) {
            throw new IllegalStateException(answer.status() + " " + answer.text());
        }
        return answer.body();
    }
}
