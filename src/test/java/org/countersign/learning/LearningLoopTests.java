package org.countersign.learning;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RuntimeService;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.decision.Case;
import org.countersign.simulation.World;
import org.countersign.simulation.Worlds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * The whole loop, through the doors that people and systems use. It moves the champion of {@code moderation}, and puts
 * the earlier one back.
 */
@CountersignTest
class LearningLoopTests {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USE_CASE = "/api/v1/use-cases/moderation";
    private static final int TAUGHT = 140;
    private static final int UNSEEN = 60;
    private static final int OTHERS = 100;
    private static final int BATCH = 40;

    /** A word that was a tease becomes an insult; no model in force has heard of it. */
    private final World drifted = Worlds.forUseCase("moderation").driftingFrom(0);

    /** The decisions that this test started. */
    private final Set<String> started = new HashSet<>();

    @LocalServerPort
    private int port;

    @Autowired
    private RuntimeService engine;

    @Test
    void learnsFromWhatPeopleCorrectWithoutForgettingTheRest() {
        var taught = cases(1, true, TAUGHT, Set.of());
        var unseen = cases(2, true, UNSEEN, taught.keySet());
        var others = cases(3, false, OTHERS, Set.of());
        var unseenBefore = right(unseen);
        var othersBefore = right(others);

        teach(taught);
        var run = train();
        var before = champion();
        promote(run.path("challenger").asText());
        var unseenAfter = right(unseen);
        var othersAfter = right(others);
        promote(before);

        System.out.printf(
                "Learning loop: %d cases corrected. Right on unseen cases of their kind: %d, then %d of %d"
                        + " (at least %.0f %% with confidence 95 %%). On others: %d, then %d of %d. Held back: %s%n",
                TAUGHT,
                unseenBefore,
                unseenAfter,
                UNSEEN,
                100 * leastShare(unseenAfter, UNSEEN),
                othersBefore,
                othersAfter,
                OTHERS,
                run.path("comparison"));
        assertThat(1 - leastShare(UNSEEN - unseenBefore, UNSEEN))
                .as("at most this share was right before")
                .isLessThan(.2);
        assertThat(leastShare(unseenAfter, UNSEEN))
                .as("at least this share is right after")
                .isGreaterThan(.7);
        assertThat(othersBefore - othersAfter).as("lost of the others").isLessThanOrEqualTo(OTHERS * 3 / 100);
    }

    /** The exact lower bound of Clopper and Pearson, one-sided, with confidence 95 %. */
    private static double leastShare(int right, int n) {
        double low = 0;
        double high = (double) right / n;
        for (var i = 0; i < 50; i++) {
            var share = (low + high) / 2;
            if (atLeast(right, n, share) < .05) {
                low = share;
            } else {
                high = share;
            }
        }
        return low;
    }

    /** The probability of so many or more. */
    private static double atLeast(int right, int n, double share) {
        var sum = 0.0;
        var term = Math.pow(1 - share, n);
        for (var k = 0; k < right; k++) {
            sum += term;
            term *= share / (1 - share) * (n - k) / (k + 1);
        }
        return 1 - sum;
    }

    /** Leaves no task behind for other tests. */
    @AfterEach
    void clear() {
        for (var decision : started) {
            engine.createProcessInstanceQuery()
                    .processInstanceBusinessKey(decision)
                    .rootProcessInstances()
                    .list()
                    .forEach(i -> engine.deleteProcessInstance(i.getId(), "the test is over", true));
        }
    }

    private void teach(Map<String, String> truths) {
        var moderator = new Desk(as("moderator"));
        var left = new ArrayList<>(truths.keySet());
        while (!left.isEmpty()) {
            var batch = left.subList(0, Math.min(BATCH, left.size()));
            batch.forEach(this::sendInDoubt);
            var mine = new HashSet<>(batch);
            for (var task : moderator.tasks("JUDGE", shown -> mine.contains(post(shown)))) {
                assertThat(task.path("shown").has("answer")).isFalse();
                moderator.judge(task, truths.getOrDefault(post(task.path("shown")), ""));
            }
            for (var task : moderator.tasks("RECONSIDER", shown -> mine.contains(post(shown)))) {
                moderator.keep(task, truths.getOrDefault(post(task.path("shown")), ""), "coded");
            }
            batch.clear();
        }
    }

    /** With a prediction that is wrong and unsure, so that a person decides. */
    private void sendInDoubt(String tweet) {
        var body = body(tweet);
        body.set("prediction", JSON.createObjectNode().put("label", "neither").put("confidence", .5));
        assertThat(send(body).path("route").path("level").asText()).isEqualTo("HUMAN_IN_THE_LOOP");
    }

    private JsonNode train() {
        var run = as("owner").post(USE_CASE + "/training-runs", "{\"learner\": \"LINEAR\"}");
        assertThat(run.status()).isEqualTo(202);
        var location = run.headers().firstValue("Location").orElseThrow();
        await().atMost(30, SECONDS)
                .until(() -> as("owner").get(location).body().path("state").asText(), "DONE"::equals);
        return as("owner").get(location).body();
    }

    private String champion() {
        return as("owner").get(USE_CASE).body().path("model").asText();
    }

    private void promote(String version) {
        var answer = as("owner").post(USE_CASE + "/models/" + version + "/promotion", "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(champion()).isEqualTo(version);
    }

    /** How many of the cases the champion labels as they are. */
    private int right(Map<String, String> truths) {
        var right = 0;
        for (var truth : truths.entrySet()) {
            var label = send(body(truth.getKey())).path("prediction").path("label");
            right += label.asText().equals(truth.getValue()) ? 1 : 0;
        }
        return right;
    }

    private JsonNode send(ObjectNode body) {
        var answer = as("integrator").post("/api/v1/decisions", body.toString());
        assertThat(answer.status()).isBetween(201, 202);
        started.add(answer.body().path("id").asText());
        return answer.body();
    }

    private static ObjectNode body(String tweet) {
        var body = JSON.createObjectNode().put("useCase", "moderation");
        body.putObject("case").put("tweet", tweet);
        return body;
    }

    /** Posts and what they are: different ones, of the kind that drifts or not, and none of those given. */
    private Map<String, String> cases(long seed, boolean ofTheKind, int count, Set<String> without) {
        var truths = new LinkedHashMap<String, String>();
        drifted.cases(seed)
                .filter(made -> drifted.drifts(made.subject()) == ofTheKind)
                .filter(made -> !without.contains(tweet(made.subject())))
                .takeWhile(made -> truths.size() < count)
                .forEach(made -> truths.putIfAbsent(tweet(made.subject()), made.truth()));
        return truths;
    }

    private static String tweet(Case subject) {
        return subject.value("tweet").map(Object::toString).orElseThrow();
    }

    private static String post(JsonNode shown) {
        return Desk.field(shown, "Post");
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
