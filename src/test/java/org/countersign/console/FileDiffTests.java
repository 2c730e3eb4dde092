package org.countersign.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileDiffTests {

    @Test
    void showsOldLinesBeforeTheNewOnesThatReplaceThem() {
        assertThat(diff("a\nb\nc\n", "a\nx\ny\nc\n")).isEqualTo("  a|− b|+ x|+ y|  c");
    }

    @Test
    void leavesOutWhatIsFarFromAChange() {
        var before = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assertThat(diff(before, before + "10\n")).isEqualTo("⋯ 6 lines that are the same|  7|  8|  9|+ 10");
    }

    @Test
    void saysWhichFilesAreNewOrGone() {
        var diff = FileDiff.between(Map.of("a.drl", "x", "c.csv", "same"), Map.of("b.drl", "y", "c.csv", "same"));
        assertThat(diff)
                .extracting(FileDiff::file, FileDiff::change)
                .containsExactly(tuple("a.drl", "file removed"), tuple("b.drl", "new file"));
    }

    @Test
    void doesNotComparePastReason() {
        var before = IntStream.range(0, 100_000).mapToObj(i -> "a" + i).collect(Collectors.joining("\n"));
        var after = IntStream.range(0, 100_000).mapToObj(i -> "b" + i).collect(Collectors.joining("\n"));
        assertThat(diff(before, after)).contains("too long to be compared line by line");
    }

    private static String diff(String before, String after) {
        return FileDiff.between(Map.of("f", before), Map.of("f", after)).get(0).lines().stream()
                .map(l -> l.mark().sign() + " " + l.text())
                .collect(Collectors.joining("|"));
    }
}
