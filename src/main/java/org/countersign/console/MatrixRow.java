package org.countersign.console;

import java.util.Arrays;
import java.util.List;
import org.countersign.decision.OversightLevel;
import org.countersign.rehearsal.LevelMatrix;

/** Decisions of one level before, by their level after. */
record MatrixRow(OversightLevel before, List<Long> after, long sum) {

    /** One row for each level, from least strict to strictest; so are the columns. */
    static List<MatrixRow> of(LevelMatrix matrix) {
        return Arrays.stream(OversightLevel.values())
                .map(before -> new MatrixRow(
                        before,
                        Arrays.stream(OversightLevel.values())
                                .map(after -> matrix.count(before, after))
                                .toList(),
                        matrix.before(before)))
                .toList();
    }

    /** The sums of the columns. */
    static List<Long> sums(LevelMatrix matrix) {
        return Arrays.stream(OversightLevel.values()).map(matrix::after).toList();
    }
}
