package org.countersign.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.countersign.prediction.Samples.POLICY;
import static org.countersign.prediction.Samples.examples;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.countersign.decision.Case;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.Prediction;
import org.countersign.policy.FieldType;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.support.TransactionTemplate;

class ModelsTests {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-20T12:00:00.123456Z"), ZoneOffset.UTC);

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final Models models = node();

    @BeforeEach
    void createTables() {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100");
        new ResourceDatabasePopulator(new ClassPathResource("db/changelog/prediction.sql")).execute(database);
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void storesWhatItTrains(Learner learner) {
        var model = models.train(POLICY, learner, examples(50), 1);
        assertThat(model.version()).isEqualTo("credit-1");
        assertThat(model.status()).isEqualTo(Model.Status.CHALLENGER);
        assertThat(model.learner()).isEqualTo(learner);
        assertThat(model.trainedAt()).isEqualTo(NOON.instant());
        assertThat(model.examples()).isEqualTo(50);
        assertThat(model.digest()).matches("[0-9a-f]{64}");
        assertThat(models.find("credit", "credit-1")).contains(model);
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void answersTheSameOnEveryNodeAndThread(Learner learner) throws Exception {
        models.train(POLICY, learner, examples(100), 1);
        var expected = predictions(models);
        var nodes = List.of(models, node());
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<Prediction>> ask = () -> predictions(nodes.get(new Random().nextInt(2)));
            for (var answer :
                    threads.invokeAll(IntStream.range(0, 16).mapToObj(i -> ask).toList())) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void asksTheDatabaseOnceForAModel() {
        models.train(POLICY, Learner.LINEAR, examples(50), 1);
        var before = predictions(models);
        jdbc.sql("delete from model_part").update();
        assertThat(predictions(models)).isEqualTo(before);
    }

    @Test
    void numbersModelsInOrderAndListsTheNewestFirst() {
        IntStream.range(0, 3).forEach(i -> models.train(POLICY, Learner.LINEAR, examples(20), i));
        assertThat(models.list("credit"))
                .extracting(Model::version)
                .containsExactly("credit-3", "credit-2", "credit-1");
        assertThat(models.list("triage")).isEmpty();
    }

    @Test
    void givesTwoTrainingsAtOnceTwoNumbers() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> train =
                    () -> node().train(POLICY, Learner.LINEAR, examples(20), 1).version();
            for (var version : threads.invokeAll(List.of(train, train, train, train))) {
                version.get();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(models.list("credit"))
                .extracting(Model::version)
                .containsExactly("credit-4", "credit-3", "credit-2", "credit-1");
    }

    @Test
    void triesAgainInsideTheCallersTransactionWhenANumberWasTaken() {
        var late = new StoredModels(jdbc) {
            private int asked;

            @Override
            int nextNumber(String useCase) {
                return asked++ == 0 ? 1 : super.nextNumber(useCase);
            }
        };
        models.train(POLICY, Learner.LINEAR, examples(20), 1);
        var racing = new Models(late, new DataSourceTransactionManager(database), NOON);
        var second = transaction.execute(status -> racing.train(POLICY, Learner.LINEAR, examples(20), 1));
        assertThat(models.list("credit")).hasSize(2).contains(second);
    }

    @Test
    void waitsForATrainingThatTookTheNumberAndHasNotCommitted() throws Exception {
        var first = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var thread = Executors.newSingleThreadExecutor();
        try {
            var other = thread.submit(() -> transaction.execute(status -> {
                var model = models.train(POLICY, Learner.LINEAR, examples(20), 1);
                first.countDown();
                waitFor(mayCommit);
                return model;
            }));
            waitFor(first);
            var patient = new StoredModels(jdbc) {
                private int asked;

                @Override
                int nextNumber(String useCase) {
                    // the first attempt has run into the lock by the time that the second asks
                    if (asked++ == 1) {
                        mayCommit.countDown();
                    }
                    return super.nextNumber(useCase);
                }
            };
            var racing = new Models(patient, new DataSourceTransactionManager(database), NOON);
            var second = transaction.execute(status -> racing.train(POLICY, Learner.LINEAR, examples(20), 1));
            assertThat(models.list("credit")).containsExactly(second, other.get());
        } finally {
            mayCommit.countDown();
            thread.shutdown();
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void forgetsAModelThatWasRolledBack() {
        transaction.executeWithoutResult(status -> {
            models.train(POLICY, Learner.LINEAR, examples(20), 1);
            predictions(models);
            status.setRollbackOnly();
        });
        assertThat(models.list("credit")).isEmpty();
        assertThatThrownBy(() -> predictions(models)).isInstanceOf(ModelNotFound.class);
    }

    @Test
    void hasOneChampion() {
        IntStream.range(0, 3).forEach(i -> models.train(POLICY, Learner.LINEAR, examples(20), i));
        models.promoted("credit", "credit-1");
        models.promoted("credit", "credit-2");
        assertThat(models.list("credit"))
                .extracting(Model::status)
                .containsExactly(Model.Status.CHALLENGER, Model.Status.CHAMPION, Model.Status.RETIRED);
        models.promoted("credit", "credit-1");
        assertThat(models.list("credit"))
                .extracting(Model::status)
                .containsExactly(Model.Status.CHALLENGER, Model.Status.RETIRED, Model.Status.CHAMPION);
    }

    @Test
    void promotesNothingWhenTheModelIsUnknown() {
        models.train(POLICY, Learner.LINEAR, examples(20), 1);
        models.promoted("credit", "credit-1");
        assertThatThrownBy(() -> models.promoted("credit", "credit-9")).isInstanceOf(ModelNotFound.class);
        assertThat(models.list("credit")).extracting(Model::status).containsExactly(Model.Status.CHAMPION);
    }

    @ParameterizedTest
    @EnumSource(Learner.class)
    void refusesAModelThatIsNotWhatWasStored(Learner learner) {
        models.train(POLICY, learner, examples(50), 1);
        jdbc.sql("update model_part set content = :content where name = 'encoder'")
                .param("content", "{\"fields\":[]}".getBytes(StandardCharsets.UTF_8))
                .update();
        assertThatThrownBy(() -> predictions(models))
                .isInstanceOf(ModelDamaged.class)
                .hasMessageContaining("credit-1");
    }

    @Test
    void refusesAModelOfOtherFieldsOrLabels() {
        models.train(POLICY, Learner.LINEAR, examples(50), 1);
        var subject = new Case(Map.of());
        var fields = POLICY.fields().toArray(org.countersign.policy.Field[]::new);
        var otherFields = Samples.policy(List.of("bad", "good"), Samples.field("amount", FieldType.NUMBER));
        var otherLabels = Samples.policy(List.of("bad", "fine"), fields);
        var otherWords = Samples.policy(List.of("good", "bad"), fields);
        assertThatThrownBy(() -> models.predict(otherFields, "credit-1", subject))
                .isInstanceOf(ModelUnfit.class);
        assertThatThrownBy(() -> models.predict(otherLabels, "credit-1", subject))
                .isInstanceOf(ModelUnfit.class);
        assertThat(models.predict(otherWords, "credit-1", subject).modelVersion())
                .isEqualTo("credit-1");
    }

    @Test
    void storesNothingWhenItRefuses() {
        assertThatThrownBy(() -> models.train(POLICY, Learner.LINEAR, List.of(), 1))
                .isInstanceOf(InvalidInput.class);
        assertThat(models.list("credit")).isEmpty();
    }

    @Test
    void keepsLargePartsWhole() {
        var large = new byte[2_500_000];
        new Random(1).nextBytes(large);
        var artifact = new Artifact(Map.of("large", large, "small", new byte[] {1}));
        var stored = new StoredModels(jdbc);
        var model = new Model(
                "credit",
                "credit-1",
                Learner.LINEAR,
                Model.Status.CHALLENGER,
                NOON.instant(),
                1,
                artifact.digest(),
                "[]",
                new Calibration(
                        "platt", 100, new Calibration.Quality(.5, .3, .1), new Calibration.Quality(.4, .25, .02)));
        stored.add(model, 1, artifact);
        assertThat(stored.artifact("credit", "credit-1").digest()).isEqualTo(model.digest());
        assertThat(stored.find("credit", "credit-1")).contains(model);
    }

    private Models node() {
        return new Models(new StoredModels(jdbc), new DataSourceTransactionManager(database), NOON);
    }

    private static List<Prediction> predictions(Models models) {
        return examples(30).stream()
                .map(e -> models.predict(POLICY, "credit-1", e.subject()))
                .toList();
    }
}
