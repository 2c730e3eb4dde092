package org.countersign;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** People and systems at work on a node until it is gone. Keeps what the node acknowledged. */
final class Crowd {

    /** Idempotency key to the body that was sent with it, whether or not there was an answer. */
    final Map<String, String> sent = new ConcurrentHashMap<>();
    /** Idempotency key to the decision's id. */
    final Map<String, String> decided = new ConcurrentHashMap<>();
    /** Task id to the person whose verdict was taken. */
    final Map<String, String> verdicts = new ConcurrentHashMap<>();

    final Set<String> vetoed = ConcurrentHashMap.newKeySet();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Future<?>> work = new ArrayList<>();
    private final AtomicInteger keys = new AtomicInteger();

    static String credit(String label, double confidence) {
        return String.format(Locale.ROOT, """
                {"useCase": "credit", "case": {"checking_status": "A14", "duration_months": 24, "credit_history": "A32",
                  "purpose": "A43", "savings": "A63", "credit_amount": 3000},
                 "prediction": {"label": "%s", "confidence": %s, "modelVersion": "risk-7"}}""", label, confidence);
    }

    void goToWork(Node node) {
        for (var i = 0; i < 3; i++) {
            untilTheNodeIsGone(() -> send(node.as("integrator")));
        }
        untilTheNodeIsGone(() -> judge(node.as("worker")));
        untilTheNodeIsGone(() -> judge(node.as("worker2")));
        untilTheNodeIsGone(() -> veto(node.as("supervisor")));
    }

    /** What has been acknowledged so far; fails when someone has met something that should not be. */
    boolean hasAtLeast(int decisions, int verdicts, int vetoes) throws Exception {
        for (var task : work) {
            if (task.isDone()) {
                task.get();
            }
        }
        return decided.size() >= decisions && this.verdicts.size() >= verdicts && vetoed.size() >= vetoes;
    }

    @Override
    public String toString() {
        return decided.size() + " decisions, " + verdicts.size() + " verdicts, " + vetoed.size() + " vetoes";
    }

    /** Waits until everyone has noticed that the node is gone; fails if anyone met something else. */
    void awaitEnd() throws Exception {
        threads.shutdown();
        for (var task : work) {
            task.get(30, SECONDS);
        }
    }

    private void untilTheNodeIsGone(Runnable deed) {
        work.add(threads.submit(() -> {
            try {
                while (true) {
                    deed.run();
                }
            } catch (UncheckedIOException gone) {
                // what was under way has no answer
            }
        }));
    }

    private void send(Caller integrator) {
        var n = keys.incrementAndGet();
        var body = n % 3 == 0 ? credit("good", 0.95) : n % 3 == 1 ? credit("good", 0.8) : credit("good", 0.6);
        sent.put("key-" + n, body);
        var answer = integrator.post("/api/v1/decisions", body, "Idempotency-Key", "key-" + n);
        if (answer.status() != 201 && answer.status() != 202) {
            throw new IllegalStateException(answer.text());
        }
        decided.put("key-" + n, answer.body().get("id").asText());
    }

    private void judge(Caller person) {
        for (var task : person.get("/api/v1/review-tasks").body()) {
            var id = task.get("id").asText();
            var mine = person.user().equals(task.path("assignee").asText());
            if (mine || !task.has("assignee")) {
                var opened = mine
                        ? person.get("/api/v1/review-tasks/" + id)
                        : person.post("/api/v1/review-tasks/" + id + "/claim", "");
                if (opened.status() == 200) {
                    giveVerdict(person, id, opened.body());
                } else if (opened.status() >= 500) {
                    throw new IllegalStateException(opened.text());
                }
            }
        }
    }

    private void giveVerdict(Caller person, String task, JsonNode opened) {
        var again = opened.at("/task/stage").asText().equals("RECONSIDER");
        var label = again || task.hashCode() % 2 == 0 ? "bad" : "good";
        var verdict = """
                {%s "label": "%s", "contentVersion": "%s", "reasonCode": "other"}""".formatted(
                        again ? "\"verdict\": \"OVERRIDE\"," : "",
                        label,
                        opened.at("/shown/contentVersion").asText());
        var answer = person.post("/api/v1/review-tasks/" + task + "/verdict", verdict);
        if (answer.status() != 204) {
            throw new IllegalStateException(answer.text());
        }
        verdicts.put(task, person.user());
    }

    private void veto(Caller supervisor) {
        var provisional =
                supervisor.get("/api/v1/decisions?status=PROVISIONAL&limit=5").body();
        for (var decision : provisional.get("decisions")) {
            var id = decision.get("id").asText();
            var answer = supervisor.post(
                    "/api/v1/decisions/" + id + "/veto", "{\"reasonCode\": \"other\", \"comment\": \"no\"}");
            if (answer.status() == 200) {
                vetoed.add(id);
            } else if (answer.status() != 409) {
                throw new IllegalStateException(answer.text());
            }
        }
    }
}
