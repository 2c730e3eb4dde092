package org.countersign.rehearsal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.countersign.decision.OversightLevel;
import org.countersign.rehearsal.LevelMatrix.Cell;

/** Counts levels before and after. */
final class LevelCounts {

    private record Pair(OversightLevel before, OversightLevel after) {}

    private final Map<Pair, Long> counts = new HashMap<>();

    void add(OversightLevel before, OversightLevel after) {
        add(before, after, 1);
    }

    void add(OversightLevel before, OversightLevel after, long decisions) {
        counts.merge(new Pair(before, after), decisions, Long::sum);
    }

    /** All nine cells, from least strict to strictest. */
    LevelMatrix matrix() {
        var cells = new ArrayList<Cell>();
        for (var before : OversightLevel.values()) {
            for (var after : OversightLevel.values()) {
                cells.add(new Cell(before, after, counts.getOrDefault(new Pair(before, after), 0L)));
            }
        }
        return new LevelMatrix(cells);
    }
}
