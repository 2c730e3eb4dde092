package org.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.task.Task;
import org.countersign.Caller.Answer;

/** The hands of a test: sends cases in, finds their tasks, and gives people's verdicts on them over HTTP. */
public record Desk(int port, ProcessEngine engine) {

    /** A credit case in which nothing but amount and prediction matters to the rules. */
    public static String credit(double amount, String label, double confidence) {
        return caseOf("credit", amount, label, confidence);
    }

    /** The same for any use case with the fields of credit. */
    public static String caseOf(String useCase, double amount, String label, double confidence) {
        return """
                {"useCase": "%s", "case": {"checking_status": "A14", "duration_months": 24,
                 "credit_history": "A32", "purpose": "A43", "savings": "A63", "credit_amount": %s}, "prediction": {"label": "%s", "confidence": %s}}""".formatted(useCase, amount, label, confidence);
    }

    /** The same without a prediction: the champion is asked. */
    public static String unpredicted(String useCase) {
        return """
                {"useCase": "%s", "case": {"checking_status": "A14", "duration_months": 24,
                 "credit_history": "A32", "purpose": "A43", "savings": "A63", "credit_amount": 2000}}""".formatted(useCase);
    }

    public Caller as(String user) {
        return Caller.at(port, user);
    }

    public Answer start(String body, String... headers) {
        return as("integrator").post("/api/v1/decisions", body, headers);
    }

    /** Starts a decision and gives its id. */
    public String send(String body) {
        var answer = start(body);
        assertThat(answer.status()).as(answer.text()).isIn(201, 202);
        return answer.body().path("id").asText();
    }

    public JsonNode decision(String id) {
        return as("integrator").get("/api/v1/decisions/" + id).body();
    }

    public List<Task> tasks(String decisionId) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceBusinessKey(decisionId)
                .list();
    }

    /** The one open task of a decision. */
    public Task task(String decisionId) {
        var open = tasks(decisionId);
        assertThat(open).as("open tasks of " + decisionId).hasSize(1);
        return open.get(0);
    }

    /** The number at the end of the task's name, by which people tell cases apart. */
    public String reference(String decisionId) {
        var name = task(decisionId).getName();
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    public Answer claim(String user, String taskId) {
        return as(user).post("/api/v1/review-tasks/" + taskId + "/claim", "{}");
    }

    public JsonNode shown(String user, String taskId) {
        return as(user).get("/api/v1/review-tasks/" + taskId).body().path("shown");
    }

    /** Gives a verdict, such as {@code "verdict": "CONFIRM"}, on what the task shows the person now. */
    public Answer say(String user, String taskId, String verdict) {
        var version = shown(user, taskId).path("contentVersion").asText();
        return as(user).post(
                        "/api/v1/review-tasks/" + taskId + "/verdict",
                        "{" + verdict + ", \"contentVersion\": \"" + version + "\"}");
    }

    /** Claims the decision's task and gives a verdict that has to be taken. */
    public void decide(String user, String decisionId, String verdict) {
        var id = task(decisionId).getId();
        var claimed = claim(user, id);
        assertThat(claimed.status()).as(claimed.text()).isEqualTo(200);
        var said = say(user, id, verdict);
        assertThat(said.status()).as(said.text()).isEqualTo(204);
    }

    public void label(String user, String decisionId, String label) {
        decide(user, decisionId, "\"label\": \"" + label + "\"");
    }
}
