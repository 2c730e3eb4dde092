package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ScriptUtils;

class PoliciesTests {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
    private static final String CHANGED = SamplePolicy.TEXT.replace("Small loans", "Very small loans");

    private final JdbcDataSource database = new JdbcDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Policies policies = new Policies(jdbc, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void createTables() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (var connection = database.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/changelog/policy.sql"));
        }
    }

    @Test
    void keepsEachVersionOnceWithWhoBroughtItAndWhen() {
        var first = policies.store("loans", SamplePolicy.TEXT, "officer");
        policies.store("loans", SamplePolicy.TEXT, "officer2");
        policies.store("loans", CHANGED, "officer2");

        assertThat(jdbc.sql("select created_by from policy_version where version = :version")
                        .param("version", first.version())
                        .query(String.class)
                        .list())
                .containsExactly("officer");
        assertThat(jdbc.sql("select created_at from policy_version")
                        .query(Instant.class)
                        .list())
                .hasSize(2)
                .containsOnly(NOW);
    }

    @Test
    void findsAVersionAsItWasStored() {
        var stored = policies.store("loans", SamplePolicy.TEXT, "officer");

        assertThat(policies.find("loans", stored.version())).isEqualTo(stored);
        assertThat(policies.find("loans", stored.version())).isSameAs(policies.find("loans", stored.version()));
        assertThatExceptionOfType(PolicyNotFound.class).isThrownBy(() -> policies.find("loans", "f00"));
        assertThatExceptionOfType(PolicyNotFound.class).isThrownBy(() -> policies.find("credit", stored.version()));
    }

    @Test
    void putsTheFirstVersionsInForceAndNeverReplacesThem() {
        var first = policies.store("loans", SamplePolicy.TEXT, "officer");
        var changed = policies.store("loans", CHANGED, "officer");

        policies.putInForce(new InForce("loans", first.version(), "rules-1", null));
        policies.putInForce(new InForce("loans", changed.version(), "rules-2", "model-1"));

        assertThat(policies.inForce("loans")).isEqualTo(new InForce("loans", first.version(), "rules-1", null));
        assertThat(policies.current("loans").title()).isEqualTo("Small loans");
    }

    @Test
    void changesOneThingInForceAtATime() {
        var first = policies.store("loans", SamplePolicy.TEXT, "officer");
        var changed = policies.store("loans", CHANGED, "officer");
        policies.putInForce(new InForce("loans", first.version(), "rules-1", null));

        policies.useModel("loans", "model-1");
        policies.useRuleSet("loans", "rules-2");
        policies.usePolicy("loans", changed.version());

        assertThat(policies.all()).containsExactly(new InForce("loans", changed.version(), "rules-2", "model-1"));
        assertThat(policies.current("loans")).isEqualTo(changed);
    }

    @Test
    void refusesToUseWhatIsNotThere() {
        var first = policies.store("loans", SamplePolicy.TEXT, "officer");
        policies.putInForce(new InForce("loans", first.version(), "rules-1", null));

        assertThatExceptionOfType(PolicyNotFound.class).isThrownBy(() -> policies.usePolicy("loans", "f00"));
        assertThatExceptionOfType(UseCaseNotFound.class).isThrownBy(() -> policies.useModel("cards", "model-1"));
        assertThatExceptionOfType(UseCaseNotFound.class).isThrownBy(() -> policies.inForce("cards"));
        assertThatExceptionOfType(UseCaseNotFound.class).isThrownBy(() -> policies.current("cards"));
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> policies.putInForce(new InForce("cards", "f00", "rules-1", null)));
    }

    @Test
    void storesAFolderOfPolicies() {
        var stored = policies.storeAll(RulesFolder.of(Path.of("rules")), "engine");

        assertThat(stored).extracting(Policy::useCase).containsExactly("credit", "moderation", "triage");
        assertThat(policies.find("triage", stored.get(2).version())).isEqualTo(stored.get(2));
        assertThat(policies.all()).isEmpty();
    }

    @Test
    void storesNothingOfAFolderWithABadPolicyAndNamesAllProblems(@TempDir Path folder) throws IOException {
        write(folder, "loans", SamplePolicy.TEXT);
        write(folder, "cards", SamplePolicy.TEXT);
        write(folder, "rents", "useCase: rents");
        Files.createDirectory(folder.resolve("empty"));
        Files.writeString(folder.resolve("empty").resolve("rules.drl"), "");

        assertThatExceptionOfType(PolicyRefused.class)
                .isThrownBy(() -> policies.storeAll(RulesFolder.of(folder), "engine"))
                .withMessageContaining("rules/cards/policy.yaml:1:10: 'loans' is not the use case")
                .withMessageContaining("rules/rents/policy.yaml:1:1: 'policy' lacks the key 'labels'.")
                .withMessageContaining("rules/empty/policy.yaml:1:1: There is no policy.");
        assertThat(jdbc.sql("select count(*) from policy_version")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static void write(Path folder, String useCase, String policy) throws IOException {
        Files.createDirectory(folder.resolve(useCase));
        Files.writeString(folder.resolve(useCase).resolve("policy.yaml"), policy);
    }

    @Test
    void readsWhatIsInForceWithoutATroubleThatTheDatabaseWritesDown(@TempDir Path folder) throws SQLException {
        database.setURL("jdbc:h2:file:" + folder.resolve("loans"));
        try (var connection = database.getConnection()) {
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("db/changelog/policy.sql"));
        }
        var policy = policies.store("loans", SamplePolicy.TEXT, "officer");
        policies.putInForce(new InForce("loans", policy.version(), "rules-1", null));

        assertThat(policies.inForce("loans")).isEqualTo(new InForce("loans", policy.version(), "rules-1", null));
        assertThat(policies.all()).hasSize(1);

        assertThat(folder.resolve("loans.trace.db")).doesNotExist();
    }
}
