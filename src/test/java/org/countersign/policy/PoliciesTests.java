package org.countersign.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.Map;
import org.countersign.policy.Revision.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void keepsNoMoreVersionsInMemoryThanItNeeds() {
        var first = policies.find("loans", seed());
        assertThat(policies.find("loans", first.version())).isSameAs(first);

        for (int i = 0; i < 64; i++) {
            var useCase = "loans-" + i;
            var text = SamplePolicy.TEXT.replace("useCase: loans", "useCase: " + useCase);
            policies.find(useCase, bench.revisions.seed(useCase, Kind.POLICY, Map.of("policy.yaml", text)));
        }

        assertThat(policies.find("loans", first.version())).isNotSameAs(first).isEqualTo(first);
    }

    private String seed() {
        return bench.revisions.seed("loans", Kind.POLICY, Map.of("policy.yaml", SamplePolicy.TEXT));
    }

    @Test
    void readsWhatIsInForceWithoutATroubleThatTheDatabaseWritesDown(@TempDir Path folder) {
        var onFile = new RevisionBench("file:" + folder.resolve("loans") + ";DB_CLOSE_DELAY=-1");
        onFile.policies.putInForce(new InForce("loans", "policy-1", "rules-1", null));

        assertThat(onFile.policies.inForce("loans")).isEqualTo(new InForce("loans", "policy-1", "rules-1", null));
        assertThat(onFile.policies.all()).hasSize(1);

        assertThat(folder.resolve("loans.trace.db")).doesNotExist();
        onFile.jdbc.sql("shutdown").update();
    }
}
