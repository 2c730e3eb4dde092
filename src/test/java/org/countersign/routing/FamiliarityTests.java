package org.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Reason;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FamiliarityTests {

    private static Facts facts(@Nullable Double typicality, boolean ours) {
        var none = FactsBuilder.someFacts().build();
        return new Facts(
                none.subject(),
                new Prediction("good", 1, Map.of(), typicality, List.of(), "credit-1"),
                none.standing(),
                none.workload(),
                none.context(),
                ours);
    }

    private static Ruling ruling(OversightLevel level) {
        return new Ruling(level, List.of(new Reason("sure", "sure enough")), null, 50, false);
    }

    @Test
    void putsAPersonBesideAModelThatIsSureOfWhatItHasNeverSeenTheLikeOf() {
        for (boolean ours : new boolean[] {true, false}) {
            var heeded = Familiarity.heeded(facts(0.005, ours), ruling(AUTO_APPROVE));
            assertThat(heeded.level()).isEqualTo(HUMAN_ON_THE_LOOP);
            assertThat(heeded.reasons())
                    .containsExactly(
                            new Reason("sure", "sure enough"),
                            new Reason("typicality", "unlike anything seen: 1 in 200 known cases is as unusual"));
        }
    }

    @Test
    void leavesUsualCasesToTheRules() {
        var ruling = ruling(AUTO_APPROVE);
        assertThat(Familiarity.heeded(facts(0.01, true), ruling)).isEqualTo(ruling);
    }

    @Test
    void sendsToAPersonWhatAModelOfOursCannotTell() {
        assertThat(Familiarity.heeded(facts(null, true), ruling(AUTO_APPROVE)).level())
                .isEqualTo(HUMAN_IN_THE_LOOP);
    }

    @Test
    void leavesACallersOwnModelToTheCaller() {
        var ruling = ruling(AUTO_APPROVE);
        assertThat(Familiarity.heeded(facts(null, false), ruling)).isEqualTo(ruling);
    }

    @ParameterizedTest
    @EnumSource(OversightLevel.class)
    void neverLowersALevel(OversightLevel ruled) {
        for (var typicality : Arrays.asList(null, 0.0, 0.005, 0.5, Double.NaN)) {
            assertThat(Familiarity.heeded(facts(typicality, true), ruling(ruled))
                            .level())
                    .isGreaterThanOrEqualTo(ruled);
        }
        assertThat(Familiarity.heeded(facts(Double.NaN, true), ruling(ruled)).level())
                .isGreaterThanOrEqualTo(HUMAN_ON_THE_LOOP);
    }
}
