package org.countersign.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.countersign.TestPolicies;
import org.countersign.monitoring.FeatureDrift.Share;
import org.countersign.policy.Policy;
import org.junit.jupiter.api.Test;

/** Samples that differ are told from samples that differ by chance. */
class DriftTests {

    private static final Policy POLICY = TestPolicies.credit();
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    /** One in a thousand looks may say so falsely; in 200 looks two or more would be an accident of one in fifty. */
    @Test
    void seldomSaysThatSomethingChangedWhenNothingDid() {
        var falsely = IntStream.range(0, 200)
                .filter(seed -> !compare(500, 500, seed, UnaryOperator.identity())
                        .changed()
                        .isEmpty())
                .count();

        assertThat(falsely).isLessThan(2);
    }

    @Test
    void seldomSaysSoOfFewDecisionsEither() {
        var falsely = IntStream.range(0, 200)
                .filter(seed -> !compare(500, 200, seed, UnaryOperator.identity())
                        .changed()
                        .isEmpty())
                .count();

        assertThat(falsely).isLessThan(2);
    }

    /** The threshold that is often used is passed by four in ten small samples in which nothing has changed. */
    @Test
    void doesNotTakeTheUsualThresholdForSmallSamples() {
        int usual = 0;
        int ours = 0;
        for (int seed = 0; seed < 500; seed++) {
            var random = new SplittableRandom(seed);
            var bins = Bins.of(uniform(random, 1000), uniform(random, 100));
            usual += Psi.of(bins) > .1 ? 1 : 0;
            ours += Psi.of(bins) > Psi.threshold(1000, 100, bins.all().size()) ? 1 : 0;
        }

        assertThat(usual / 500.).isCloseTo(.4, within(.07));
        assertThat(ours).isLessThan(5);
    }

    @Test
    void findsNumbersThatBecameLarger() {
        var drift = compare(500, 500, 1, with("credit_amount", (v, random) -> (Double) v + 1500));

        assertThat(drift.changed()).extracting(FeatureDrift::feature).containsExactly("credit_amount");
        assertThat(drift.features().get(0).feature()).isEqualTo("credit_amount");
        assertThat(drift.words())
                .startsWith("Cases have changed since 2026-11-28 (mine-1): credit_amount (")
                .contains("% before");
    }

    @Test
    void findsACategoryThatWasNotThereBefore() {
        var drift = compare(500, 500, 2, with("purpose", (v, random) -> random.nextInt(5) == 0 ? "A48" : v));

        assertThat(drift.changed()).extracting(FeatureDrift::feature).containsExactly("purpose");
        assertThat(drift.changed().get(0).words()).isEqualTo("purpose (A48: 0 % before, 23 % now)");
    }

    @Test
    void findsValuesThatWentMissing() {
        var drift = compare(500, 500, 3, values -> {
            if (values.getOrDefault("age", 0.).hashCode() % 3 == 0) {
                values.remove("age");
            }
            return values;
        });

        assertThat(drift.changed()).extracting(FeatureDrift::feature).containsExactly("age");
        assertThat(drift.changed().get(0).shares())
                .filteredOn(share -> share.name().equals("missing"))
                .singleElement()
                .satisfies(share -> assertThat(share.recent()).isGreaterThan(share.before() + .2));
    }

    @Test
    void findsThatTheModelSaysSomethingElse() {
        var drift = compare(500, 300, 4, values -> {
            values.put("prediction.label", "bad");
            values.put("prediction.confidence", .6);
            return values;
        });

        assertThat(drift.changed())
                .extracting(FeatureDrift::feature)
                .containsExactlyInAnyOrder("prediction.label", "prediction.confidence");
    }

    @Test
    void findsThatTextsBecameLonger() {
        var drift = compare(500, 500, 5, with("remarks", (v, random) -> (Double) v * 2));

        assertThat(drift.changed()).extracting(FeatureDrift::title).containsExactly("remarks (length)");
    }

    @Test
    void findsANumberThatNeverVariedBefore() {
        var before = IntStream.range(0, 500)
                .mapToObj(i -> seen(i, Map.of("age", 30.)))
                .toList();
        var recent = IntStream.range(0, 500)
                .mapToObj(i -> seen(i, Map.of("age", 31.)))
                .toList();

        var drift = Drift.of(POLICY, "mine-1", before, recent, NOW);

        assertThat(drift.changed()).extracting(FeatureDrift::feature).containsExactly("age");
        assertThat(drift.features())
                .filteredOn(f -> !f.drifted())
                .allSatisfy(f -> assertThat(f.pValue()).isEqualTo(1));
    }

    /** A change of which chance is no explanation may still be too small to matter. */
    @Test
    void leavesASmallChangeThatIsCertain() {
        var drift = compare(5000, 5000, 6, with("age", (v, random) -> (Double) v + 2.5));

        var age = drift.features().stream()
                .filter(f -> f.feature().equals("age"))
                .findFirst()
                .orElseThrow();
        assertThat(age.pValue()).isLessThan(age.level());
        assertThat(age.psi()).isLessThan(age.threshold());
        assertThat(drift.changed()).isEmpty();
        assertThat(drift.words())
                .isEqualTo("The newest 5000 decisions are like the 5000 that mine-1 is compared with.");
    }

    @Test
    void countsNumbersByTenthsAndPoolsWhatIsRare() {
        var numbers =
                IntStream.rangeClosed(1, 100).mapToObj(i -> (Object) (double) i).toList();
        var bins = Bins.of(numbers, numbers);
        var rare = Bins.of(List.of("a", "a", "a", "a", "a", "b"), List.of("a", "a", "a", "a", "a", "c"));

        assertThat(bins.all())
                .hasSize(10)
                .allSatisfy(bin -> assertThat(bin.before()).isEqualTo(10));
        assertThat(bins.all())
                .extracting(Bins.Bin::name)
                .startsWith("up to 10", "10 to 20")
                .endsWith("over 90");
        assertThat(rare.all()).containsExactly(new Bins.Bin("a", 5, 5), new Bins.Bin("other", 1, 1));
        assertThat(Psi.of(bins)).isZero();
        assertThat(Psi.threshold(100, 100, 10)).isCloseTo(.02 * 27.877, within(1e-4));
        assertThat(Psi.threshold(100_000, 100_000, 10)).isEqualTo(.1);
    }

    /** However alike they read: large numbers, close ones, and a category that is called as we call what is not there. */
    @Test
    void tellsApartWhatReadsAlike() {
        var close = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> (Object) (1000 + i / 1e6))
                .toList();
        var large = IntStream.rangeClosed(1, 100)
                .mapToObj(i -> (Object) (1.7e12 + i))
                .toList();
        List<Object> named = Collections.nCopies(10, "missing");
        List<Object> absent = Collections.nCopies(10, Bins.Missing.MISSING);

        assertThat(Bins.of(close, close).all()).hasSize(10);
        assertThat(Bins.of(large, large).all())
                .hasSize(10)
                .extracting(Bins.Bin::name)
                .doesNotHaveDuplicates();
        assertThat(Bins.of(Stream.concat(named.stream(), absent.stream()).toList(), named)
                        .all())
                .hasSize(2);
    }

    @Test
    void shareOfEachBinIsOfAllDecisions() {
        var drift = compare(500, 400, 7, UnaryOperator.identity());

        assertThat(drift.features()).hasSize(POLICY.fields().size() + 3).allSatisfy(f -> {
            assertThat(f.shares().stream().mapToDouble(Share::before).sum()).isCloseTo(1, within(1e-9));
            assertThat(f.shares().stream().mapToDouble(Share::recent).sum()).isCloseTo(1, within(1e-9));
        });
    }

    private interface Change {
        Object of(Object value, SplittableRandom random);
    }

    private static UnaryOperator<Map<String, Object>> with(String feature, Change change) {
        var random = new SplittableRandom(99);
        return values -> {
            values.computeIfPresent(feature, (name, value) -> change.of(value, random));
            return values;
        };
    }

    private static Drift compare(int n, int m, long seed, UnaryOperator<Map<String, Object>> change) {
        var random = new SplittableRandom(seed);
        var before =
                IntStream.range(0, n).mapToObj(i -> seen(i, values(random))).toList();
        var recent = IntStream.range(0, m)
                .mapToObj(i -> seen(i, change.apply(values(random))))
                .toList();
        return Drift.of(POLICY, "mine-1", before, recent, NOW);
    }

    private static Map<String, Object> values(SplittableRandom random) {
        var values = new HashMap<String, Object>();
        values.put("credit_amount", Math.exp(8 + random.nextGaussian()));
        values.put("age", (double) random.nextInt(18, 75));
        values.put("existing_credits", (double) random.nextInt(1, 4));
        values.put("purpose", "A4" + random.nextInt(5));
        values.put("remarks", (double) random.nextInt(400));
        values.put("prediction.label", random.nextInt(3) == 0 ? "bad" : "good");
        values.put("prediction.confidence", .5 + random.nextDouble() / 2);
        if (random.nextInt(10) > 0) {
            values.put("duration_months", 6. * random.nextInt(1, 10));
        }
        return values;
    }

    private static Seen seen(int i, Map<String, Object> values) {
        return new Seen("%06d".formatted(i), NOW, "mine-1", values);
    }

    private static List<Object> uniform(SplittableRandom random, int n) {
        return IntStream.range(0, n).mapToObj(i -> (Object) random.nextDouble()).toList();
    }
}
