package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Case;
import org.countersign.decision.Provenance;
import org.countersign.decision.Provenance.How;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettledTests {

    @ParameterizedTest
    @CsvSource({
        "GROUND_TRUTH, ADJUDICATED",
        "ADJUDICATED, DOUBLE",
        "DOUBLE, SPOT_CHECK",
        "SPOT_CHECK, REVIEW",
        "REVIEW, LABELLING",
        "LABELLING, SUPERVISION",
        "SUPERVISION, IMPORT"
    })
    void learnsFromTheLabelThatCountsMost(How most, How less) {
        var settled = Settled.of(
                List.of(example("a", "d1", 1, "bad", most, null, 0), example("b", "d1", 1, "good", less, null, 9)));

        assertThat(settled.examples()).extracting(Example::label).containsExactly("bad");
        assertThat(settled.conflicts()).isEqualTo(1);
    }

    @Test
    void learnsFromTheNewerOfTwoWordsOnOneDecisionThatCountAlike() {
        var settled = Settled.of(List.of(
                example("a", "d1", 1, "bad", How.REVIEW, 1.0, 5), example("b", "d1", 1, "good", How.REVIEW, 1.0, 4)));

        assertThat(settled.examples()).extracting(Example::label).containsExactly("bad");
    }

    @Test
    void leavesOutAWeakerLabelOfTheSameCaseFromAnotherDoorOnlyIfItContradicts() {
        var contradicted = Settled.of(List.of(
                example("a", null, 1, "bad", How.IMPORT, null, 5), example("b", "d1", 1, "good", How.REVIEW, 1.0, 4)));
        var agreeing = Settled.of(List.of(
                example("a", null, 1, "bad", How.IMPORT, null, 5), example("b", "d1", 1, "bad", How.REVIEW, 1.0, 4)));

        assertThat(contradicted.examples()).extracting(Example::id).containsExactly("b");
        assertThat(agreeing.examples()).extracting(Example::id).containsExactly("a", "b");
        assertThat(agreeing.conflicts()).isZero();
    }

    @Test
    void keepsRowsThatLookAlikeAndCountAlikeSideBySide() {
        var settled = Settled.of(List.of(
                example("a", null, 1, "bad", How.IMPORT, null, 0), example("b", null, 1, "good", How.IMPORT, null, 0)));

        assertThat(settled.examples()).hasSize(2);
        assertThat(settled.conflicts()).isEqualTo(1);
    }

    /** Else every truth that arrives would take a drawn case out of the sample, and not at random. */
    @Test
    void keepsTheProbabilityWithWhichACaseWasDrawnWhenAStrongerLabelArrives() {
        var settled = Settled.of(List.of(
                example("a", "d1", 1, "bad", How.SPOT_CHECK, .05, 0),
                example("b", "d1", 1, "good", How.GROUND_TRUTH, null, 9)));

        assertThat(settled.examples()).singleElement().satisfies(e -> {
            assertThat(e.label()).isEqualTo("good");
            assertThat(e.estimateWeight()).isEqualTo(20);
        });
    }

    @Test
    void weighsByTheInverseProbabilityAndInTrainingByAtMostFive() {
        assertThat(example("a", "d1", 1, "bad", How.SPOT_CHECK, .05, 0).estimateWeight())
                .isEqualTo(20);
        assertThat(example("a", "d1", 1, "bad", How.SPOT_CHECK, .05, 0).trainingWeight())
                .isEqualTo(5);
        assertThat(example("a", "d1", 1, "bad", How.SPOT_CHECK, .5, 0).trainingWeight())
                .isEqualTo(2);
        assertThat(example("a", null, 1, "bad", How.IMPORT, null, 0).estimateWeight())
                .isEqualTo(1);
    }

    @Test
    void letsNoEstimateUseWhatAPersonPicked() {
        assertThat(example("a", "d1", 1, "bad", How.SUPERVISION, null, 0).estimateWeight())
                .isZero();
        assertThat(example("a", "d1", 1, "bad", How.GROUND_TRUTH, null, 0).estimateWeight())
                .isZero();
    }

    private static Example example(
            String id, @Nullable String decision, int amount, String label, How how, @Nullable Double q, int second) {
        return new Example(
                id,
                "credit",
                decision,
                null,
                new Case(Map.of("amount", amount)),
                label,
                new Provenance(how, "ann", null, q),
                Instant.ofEpochSecond(second));
    }
}
