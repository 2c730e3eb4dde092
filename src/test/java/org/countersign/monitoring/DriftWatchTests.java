package org.countersign.monitoring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.countersign.Caller;
import org.countersign.CountersignTest;
import org.countersign.Desk;
import org.countersign.TrialUseCases;
import org.countersign.Visitor;
import org.countersign.decision.IdSource;
import org.countersign.learning.Retraining;
import org.countersign.learning.Retrainings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The newest decisions of a model are compared with its first ones, and what comes of it. */
@CountersignTest
class DriftWatchTests {

    private static int tests;

    private final String name = "credit-drift-" + ++tests;
    private final String ours = name + "-1";
    private final Random random = new Random(7);

    @LocalServerPort
    private int port;

    @Autowired
    private TrialUseCases trials;

    @Autowired
    private Drifts drifts;

    @Autowired
    private Retrainings retrainings;

    @Autowired
    private IdSource ids;

    @Autowired
    private JdbcClient jdbc;

    private String template = "";

    @BeforeEach
    void open() {
        trials.open(name, UnaryOperator.identity(), TrialUseCases.APPROVE_ALL, ours);
        var body = Desk.credit(1111, "good", 0.875).replace("\"credit\"", "\"" + name + "\"");
        template = as("integrator")
                .post("/api/v1/decisions", body)
                .body()
                .path("id")
                .asText();
        look();
    }

    @AfterEach
    void close() {
        jdbc.sql("delete from decision where use_case = ? and id <> ?")
                .params(name, template)
                .update();
        jdbc.sql("delete from in_force where use_case = ?").param(name).update();
    }

    @Test
    void gathersTheFirstDecisionsAndSaysHowMany() {
        decide("mine-7", 99, 1000);
        look();
        assertThat(drifts.list(name)).isEmpty();

        decide("mine-7", 1, 1000);
        look();
        assertThat(watch("mine-7").words())
                .isEqualTo("100 of the 500 decisions that newer ones are compared with are there.");

        decide("mine-7", 500, 1000);
        look();
        assertThat(watch("mine-7").words())
                .isEqualTo("500 decisions to compare with are there, and 100 of the first 200 newer ones.");
    }

    @Test
    void saysThatNothingHasChanged() {
        decide(ours, 500 + 300, 1000);
        look();

        var watch = watch(ours);
        assertThat(watch.look()).isNotNull();
        assertThat(watch.change()).isNull();
        assertThat(watch.words())
                .isEqualTo("The newest 300 decisions are like the 500 that " + ours + " is compared with.");
        assertThat(told()).isZero();
        assertThat(retrainings.list(name)).isEmpty();
    }

    /** The caller's own model is watched like ours, and is the caller's to train. */
    @Test
    void tellsOfAChangeOfABroughtModelAndTrainsNothing() {
        decide("mine-7", 500, 1000);
        look();
        decide("mine-7", 300, 9000);
        look();

        var watch = watch("mine-7");
        assertThat(watch.change()).isNotNull();
        assertThat(watch.words())
                .contains("Cases have changed since 20", "(mine-7): Amount in DM", "0 of the 500 decisions");
        assertThat(told()).isEqualTo(1);
        assertThat(retrainings.list(name)).isEmpty();
        var said =
                as("owner").get("/api/v1/use-cases/" + name + "/drift").body().get(0);
        assertThat(said.path("model").asText()).isEqualTo("mine-7");
        assertThat(said.at("/change/features/0/feature").asText()).isEqualTo("credit_amount");
        assertThat(said.at("/change/features/0/drifted").asBoolean()).isTrue();
        assertThat(said.at("/change/before/decisions").asInt()).isEqualTo(500);
    }

    /** What has changed is the new usual: it is told once, and the next change is told again. */
    @Test
    void comparesWithWhatCameAfterAChange() {
        decide("mine-7", 500, 1000);
        decide("mine-7", 300, 9000);
        look();
        decide("mine-7", 500 + 300, 9000);
        look();
        assertThat(told()).isEqualTo(1);
        assertThat(watch("mine-7").look())
                .isNotNull()
                .satisfies(look -> assertThat(look.changed()).isEmpty());

        decide("mine-7", 500, 1000);
        look();
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void retrainsOurModel() {
        decide(ours, 500, 1000);
        decide(ours, 300, 9000);
        look();

        var started = await().atMost(30, SECONDS).until(() -> retrainings.list(name), list -> !list.isEmpty());
        assertThat(started.get(0).cause()).isEqualTo(Retraining.Cause.DRIFT);
        assertThat(started.get(0).why())
                .startsWith("Cases have changed since 20")
                .contains("(" + ours + "): Amount in DM");
    }

    /** One is under way when the change is seen; when it has ended, another begins. */
    @Test
    void retrainsOurModelLaterWhenAnotherRetrainingIsUnderWay() {
        underWay();
        decide(ours, 500, 1000);
        decide(ours, 300, 9000);
        look();
        assertThat(told()).isEqualTo(1);
        assertThat(retrainings.list(name)).hasSize(1);

        jdbc.sql("update retraining set state = 'REJECTED', running_for = null where use_case = ?")
                .param(name)
                .update();
        look();

        await().atMost(30, SECONDS).until(() -> retrainings.list(name).size() == 2);
        look();
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void looksOnlyWhenEnoughIsNew() {
        decide(ours, 500 + 300, 1000);
        look();
        var first = watch(ours).look();
        decide(ours, 99, 9000);
        look();
        assertThat(watch(ours).look()).isEqualTo(first);

        decide(ours, 1, 9000);
        look();
        assertThat(watch(ours).look()).isNotEqualTo(first);
    }

    /** Its first and its newest decisions lie far apart among those of others. */
    @Test
    void watchesAModelThatIsAskedSeldom() {
        for (int batch = 0; batch < 16; batch++) {
            decide("mine-8", 400, 1000);
            decide("mine-7", 50, batch < 10 ? 1000 : 9000);
            look();
        }

        assertThat(watch("mine-7").change()).isNotNull();
        assertThat(watch("mine-8").change()).isNull();
    }

    /** Whoever names another model with each decision does not push out those that decide. */
    @Test
    void watchesThoseThatDecideMostWhenThereAreManyNames() {
        decide(ours, 2, 1000);
        decide("mine-7", 200, 1000);
        look();
        for (int i = 0; i < 40; i++) {
            decide("build-" + i, 3, 1000);
        }
        look();

        assertThat(drifts.list(name)).hasSize(20).extracting(DriftWatch::model).contains(ours, "mine-7");
    }

    @Test
    void windowsFollowEachOther() {
        decide(ours, 500 + 500, 1000);
        look();
        decide(ours, 100, 9000);
        look();
        assertThat(told()).isZero();

        decide(ours, 100, 9000);
        look();
        assertThat(told()).isEqualTo(1);
    }

    /** Nothing is told from what is left of decisions that were erased; it begins again. */
    @Test
    void gathersAnewWhenWhatItComparesWithIsErased() {
        decide(ours, 600, 1000);
        look();
        jdbc.sql("delete from decision where use_case = ? and id <> ?")
                .params(name, template)
                .update();
        decide(ours, 150, 9000);
        look();

        assertThat(told()).isZero();
        assertThat(watch(ours).words())
                .isEqualTo("0 of the 500 decisions that newer ones are compared with are there.");
        assertThat(watch(ours).seen()).isEqualTo(750);
    }

    /** Two models are two watches, however their decisions mix. */
    @Test
    void tellsModelsApart() {
        for (int i = 0; i < 800; i++) {
            decide("mine-7", 1, i < 500 ? 1000 : 9000);
            decide("mine-8", 1, 1000);
        }
        look();

        assertThat(watch("mine-7").change()).isNotNull();
        assertThat(watch("mine-8").change()).isNull();
        assertThat(watch("mine-8").look()).isNotNull();
    }

    @Test
    void theConsoleShowsIt() {
        decide("mine-7", 500, 1000);
        decide("mine-7", 300, 9000);
        look();

        var page = Visitor.signedIn(port, "owner").get("/console/models/" + name);

        assertThat(page.text()).contains("Have cases changed?", "mine-7", "Amount in DM");
    }

    private void look() {
        drifts.look(name);
    }

    private DriftWatch watch(String model) {
        return drifts.list(name).stream()
                .filter(w -> w.model().equals(model))
                .findFirst()
                .orElseThrow();
    }

    private long told() {
        return jdbc.sql("select count(*) from trail where stream = ? and kind = 'Drifted'")
                .param("use-case:" + name)
                .query(Long.class)
                .single();
    }

    private void underWay() {
        var id = ids.next();
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        jdbc.sql("""
                insert into training_run (id, use_case, state, started_by, started_at)
                values (?, ?, 'DONE', 'owner', ?)""").params(id, name, now).update();
        jdbc.sql("""
                insert into retraining (id, use_case, running_for, cause, why, started_by, started_at, state)
                values (?, ?, ?, 'PERSON', 'a test', 'owner', ?, 'AWAITING_APPROVAL')""").params(id, name, name, now).update();
    }

    /** Decisions like the first one, about amounts around the given one. */
    private void decide(String model, int times, double amount) {
        for (int i = 0; i < times; i++) {
            jdbc.sql("""
                    insert into decision (id, use_case, caller, request_digest, request, policy, rule_set, model, prediction,
                                          facts, route, level, ruled, segment, status, label, decided_by_kind, decided_by,
                                          final, decided_at, created_at)
                    select ?, use_case, caller, request_digest, replace(request, '1111', ?), policy, rule_set, model,
                           replace(replace(prediction, '"label":', ?), '0.875', ?),
                           facts, route, level, ruled, segment, status, label, decided_by_kind, decided_by,
                           final, decided_at, created_at
                    from decision where id = ?""")
                    .params(
                            ids.next(),
                            Long.toString(Math.round(amount * (1 + random.nextDouble()))),
                            "\"modelVersion\":\"" + model + "\",\"label\":",
                            Double.toString(.8 + random.nextDouble() / 10),
                            template)
                    .update();
        }
    }

    private Caller as(String user) {
        return Caller.at(port, user);
    }
}
