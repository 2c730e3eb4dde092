package org.countersign.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.countersign.decision.LabelledCase;
import org.countersign.learning.ActiveLearningTrial.Choice;
import org.countersign.learning.ActiveLearningTrial.Curves;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.prediction.Clusters;
import org.countersign.simulation.MadeUp;
import org.junit.jupiter.api.Test;

/** A short form of the benchmark LabelsSavedBenchmark: fixed seeds, so always the same figures. */
class ActiveLearningTests {

    private static final int SEEDS = 5;
    private static final int BUDGET = 100;
    private static final double GAIN = .015;

    private final List<LabelledCase> posts = MadeUp.cases("moderation", 7, 5000);

    @Test
    void isMoreAccurateThanLabellingAtRandomUpToAHundredLabels() throws IOException {
        var policy = policy();

        var gain = gain(IntStream.range(0, SEEDS)
                .mapToObj(seed -> ActiveLearningTrial.run(policy, posts, BUDGET, seed))
                .toList());

        System.out.printf("Active learning, %d labels, %d seeds: %+.3f%n", BUDGET, SEEDS, gain);
        assertThat(gain).isGreaterThan(GAIN);
    }

    /** The same bound goes red for a choice that asks about what the model is surest of. */
    @Test
    void wouldNotBeIfItAskedAboutWhatIsCertain() throws IOException {
        var policy = policy();
        var choice = new BatchChoice(policy);
        Choice surest = (round, learned, waiting, drawable) -> {
            var model = choice.model(learned);
            var chosen = new ArrayList<>(drawable.subList(0, 5));
            var sorted = new ArrayList<>(waiting);
            if (model != null) {
                sorted.sort(java.util.Comparator.comparingDouble(
                        u -> -model.predict(u.subject()).confidence()));
            }
            chosen.addAll(sorted.subList(0, 20));
            return Collections.unmodifiableList(chosen);
        };

        var gain = gain(IntStream.range(0, SEEDS)
                .mapToObj(seed -> ActiveLearningTrial.run(policy, posts, BUDGET, seed, surest))
                .toList());

        System.out.printf("The surest first: %+.3f%n", gain);
        assertThat(gain).isLessThan(GAIN);
    }

    @Test
    void choosesOneOfEachClusterAndTheMiddleOne() {
        var parcels = new ArrayList<org.countersign.decision.Case>();
        for (var weight : List.of(10.0, 11.0, 12.0, 5000.0, 5010.0, 5020.0, 90_000.0, 90_010.0, 90_020.0)) {
            parcels.add(Parcels.parcel(weight, "A"));
        }

        assertThat(Clusters.typical(parcelPolicy(), List.of(), parcels, 3, 1)).containsExactlyInAnyOrder(1, 4, 7);
        assertThat(Clusters.typical(
                        parcelPolicy(), List.of(Parcels.parcel(11, "A"), Parcels.parcel(90_010, "A")), parcels, 1, 1))
                .containsExactly(4);
        assertThat(Clusters.typical(parcelPolicy(), List.of(), parcels, 20, 1))
                .hasSize(9)
                .doesNotHaveDuplicates();
        assertThat(Clusters.typical(parcelPolicy(), List.of(), List.of(), 5, 1)).isEmpty();
    }

    @Test
    void saysWhenToStopAndNotBeforeThereAreCasesEnough() {
        assertThat(LabellingProgress.compared(judged(60, 55), judged(60, 55)).enough())
                .isTrue();
        assertThat(LabellingProgress.compared(judged(60, 55), judged(60, 40)).enough())
                .isFalse();
        assertThat(LabellingProgress.compared(judged(20, 18), judged(20, 18)).words())
                .contains("too few cases");
        var gain = Objects.requireNonNull(
                LabellingProgress.compared(judged(60, 55), judged(60, 52)).gain());
        assertThat(gain.low()).isLessThan(.05);
        assertThat(gain.high()).isGreaterThan(.05);
        assertThat(gain.estimate()).isBetween(.049, .051);
    }

    private static List<Judged> judged(int n, int right) {
        var by = new org.countersign.decision.Provenance(
                org.countersign.decision.Provenance.How.LABELLING, "ann", null, .1);
        return IntStream.range(0, n)
                .mapToObj(i -> new Judged(
                        new Example(
                                "e" + i,
                                "parcels",
                                null,
                                null,
                                Parcels.parcel(i, "A"),
                                i < right ? "lost" : "found",
                                by,
                                java.time.Instant.EPOCH),
                        10,
                        "lost",
                        .9,
                        .9,
                        .1))
                .toList();
    }

    /** Mean difference of accuracy over all batches and seeds. */
    private static double gain(List<Curves> runs) {
        return runs.stream()
                .flatMapToDouble(r -> IntStream.range(0, r.active().size())
                        .mapToDouble(i -> r.active().get(i) - r.random().get(i)))
                .average()
                .orElseThrow();
    }

    private static Policy parcelPolicy() {
        return Parcels.policy("parcels");
    }

    private static Policy policy() throws IOException {
        return PolicyReader.read(
                "moderation", "policy.yaml", Files.readString(Path.of("rules", "moderation", "policy.yaml")));
    }
}
