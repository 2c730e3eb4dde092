package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.countersign.policy.Revision.Kind;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class PoliciesTests {

    private final RevisionBench bench = new RevisionBench();
    private final Policies policies = bench.policies;

    @Test
    void findsAVersionAsItWasStored() {
        var version = seed();

        assertThat(policies.find("loans", version))
                .isEqualTo(PolicyReader.read("loans", "policy.yaml", SamplePolicy.TEXT));
        assertThat(policies.find("loans", version)).isSameAs(policies.find("loans", version));
        assertThat(policies.find("loans", version).version()).isEqualTo(version);
    }

    @Test
    void putsTheFirstVersionsInForceAndNeverReplacesThem() {
        var version = seed();

        policies.putInForce(new InForce("loans", version, "rules-1", null));
        policies.putInForce(new InForce("loans", "f00", "rules-2", "model-1"));

        assertThat(policies.inForce("loans")).isEqualTo(new InForce("loans", version, "rules-1", null));
        assertThat(policies.current("loans").title()).isEqualTo("Small loans");
    }

    @Test
    void putsAModelInForceForTheNextDecision() {
        policies.putInForce(new InForce("loans", seed(), "rules-1", null));

        policies.useModel("loans", "model-1");

        assertThat(policies.all()).extracting(InForce::model).containsExactly("model-1");
    }

    @Test
    void refusesWhatIsNotThere() {
        seed();

        assertThatExceptionOfType(PolicyNotFound.class).isThrownBy(() -> policies.find("loans", "f00"));
        assertThatExceptionOfType(UseCaseNotFound.class).isThrownBy(() -> policies.useModel("cards", "model-1"));
        assertThatExceptionOfType(UseCaseNotFound.class).isThrownBy(() -> policies.inForce("cards"));
        assertThatExceptionOfType(UseCaseNotFound.class).isThrownBy(() -> policies.current("cards"));
    }

    @Test
    void readsWhatIsInForceWithoutATroubleThatTheDatabaseWritesDown(@TempDir Path folder) {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + folder.resolve("loans") + ";DB_CLOSE_DELAY=-1");
        new ResourceDatabasePopulator(new ClassPathResource("db/changelog/policy.sql")).execute(database);
        var jdbc = JdbcClient.create(database);
        var onDisk = new Policies(jdbc, new RevisionRows(jdbc));
        onDisk.putInForce(new InForce("loans", "policy-1", "rules-1", null));

        assertThat(onDisk.all()).containsExactly(onDisk.inForce("loans"));
        assertThat(folder.resolve("loans.trace.db")).doesNotExist();
        jdbc.sql("shutdown").update();
    }

    private String seed() {
        return bench.revisions.seed("loans", Kind.POLICY, Map.of("policy.yaml", SamplePolicy.TEXT));
    }
}
