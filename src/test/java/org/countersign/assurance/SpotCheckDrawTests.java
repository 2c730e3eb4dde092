package org.countersign.assurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpotCheckDrawTests {

    private static final byte[] KEY = "a key for tests only".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER_KEY = "another key for tests".getBytes(StandardCharsets.UTF_8);
    private static final int N = 20_000;

    @Test
    void isUniformOverConsecutiveIds() {
        var bins = new int[20];
        ids().forEach(id -> bins[(int) (SpotCheckDraw.uniform(KEY, id) * bins.length)]++);
        var expected = (double) N / bins.length;
        var chiSquare = IntStream.of(bins)
                .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                .sum();

        // 19 degrees of freedom: above 43.8 once in 1,000
        assertThat(chiSquare).isLessThan(43.8);
    }

    @Test
    void drawsTheShareThatItLogs() {
        var drawn = ids().filter(id -> SpotCheckDraw.of(KEY, id, 0.05).drawn()).count();

        // 1,000 expected, standard deviation 31
        assertThat(drawn).isBetween(900L, 1100L);
        assertThat(SpotCheckDraw.of(KEY, "x", 0.05).probability()).isEqualTo(0.05);
    }

    @Test
    void drawsNoneAtZeroAndAllAtOne() {
        assertThat(ids()).noneMatch(id -> SpotCheckDraw.of(KEY, id, 0).drawn());
        assertThat(ids()).allMatch(id -> SpotCheckDraw.of(KEY, id, 1).drawn());
    }

    @Test
    void drawsTheSameAgainWithTheSameKeyOnly() {
        assertThat(ids()).allMatch(id -> SpotCheckDraw.of(KEY, id, 0.5).equals(SpotCheckDraw.of(KEY, id, 0.5)));
        var alike = ids().filter(id -> SpotCheckDraw.of(KEY, id, 0.5).drawn()
                        == SpotCheckDraw.of(OTHER_KEY, id, 0.5).drawn())
                .count();
        assertThat(alike).isBetween(N / 2 - 400L, N / 2 + 400L);
    }

    private static java.util.stream.Stream<String> ids() {
        return IntStream.range(0, N).mapToObj(i -> "01a1f9c4-6caf-7123-8ed5-%012x".formatted(i));
    }
}
