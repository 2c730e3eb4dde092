package org.countersign.rehearsal;

import java.util.List;
import java.util.function.Predicate;
import org.countersign.decision.OversightLevel;

/** How many decisions had which level before, and have which after. Nine cells, one for each pair of levels. */
public record LevelMatrix(List<Cell> cells) {

    /** Decisions of one pair of levels. */
    public record Cell(OversightLevel before, OversightLevel after, long decisions) {}

    public LevelMatrix {
        cells = List.copyOf(cells);
    }

    public long count(OversightLevel before, OversightLevel after) {
        return sum(c -> c.before() == before && c.after() == after);
    }

    public long before(OversightLevel level) {
        return sum(c -> c.before() == level);
    }

    public long after(OversightLevel level) {
        return sum(c -> c.after() == level);
    }

    public long total() {
        return sum(c -> true);
    }

    public long stricter() {
        return sum(c -> c.after().compareTo(c.before()) > 0);
    }

    public long lessStrict() {
        return sum(c -> c.after().compareTo(c.before()) < 0);
    }

    private long sum(Predicate<Cell> which) {
        return cells.stream().filter(which).mapToLong(Cell::decisions).sum();
    }
}
