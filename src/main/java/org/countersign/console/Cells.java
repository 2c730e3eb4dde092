package org.countersign.console;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.countersign.assurance.Certificates.CellState;
import org.countersign.assurance.Certificates.CellView;
import org.countersign.assurance.Checks;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** How the promise stands, by what is checked together: a model, a segment and a level. */
record Cells(Checks.View checks, String segment, SharesBar bar, List<Row> rows, boolean notable) {

    /** From so many groups on, those in which nothing is the matter are folded. */
    private static final int MANY = 8;

    /**
     * One kind of decision.
     *
     * @param percent of the evidence that the next certificate takes; null where none is in sight that covers more
     */
    record Row(
            CellView view,
            String label,
            boolean adverse,
            @Nullable Integer percent) {}

    static List<Cells> of(Policy policy, List<CellView> cells, List<Checks.View> checks) {
        return checks.stream()
                .map(seen -> of(
                        policy,
                        seen,
                        cells.stream().filter(c -> belongs(c, seen)).toList(),
                        checks.size() < MANY))
                .toList();
    }

    private static Cells of(Policy policy, Checks.View seen, List<CellView> cells, boolean few) {
        var revoked = cells.stream().anyMatch(c -> c.state() == CellState.REVOKED);
        return new Cells(
                seen,
                segment(policy, seen.segment()),
                SharesBar.of(seen, policy.errorBudget().delta()),
                cells.stream().map(c -> row(policy, c)).toList(),
                few || revoked || seen.watched() || seen.wrong() > 0 || seen.late() > 0);
    }

    private static boolean belongs(CellView c, Checks.View seen) {
        return c.cell().model().equals(seen.model())
                && c.cell().segment().equals(seen.segment())
                && c.cell().level() == seen.level();
    }

    private static Row row(Policy policy, CellView c) {
        var label = policy.label(c.cell().label());
        var floored = policy.floor().compareTo(c.cell().level()) > 0;
        return new Row(
                c,
                label.map(l -> l.title()).orElse(c.cell().label()),
                label.isPresent() && label.get().adverse(),
                floored || (c.moreLabels() == null && (c.nextThreshold() == null || c.state() == CellState.VALID))
                        ? null
                        : (int) Math.floor(100 * Math.max(0, Math.min(1, c.logWealth() / c.needed()))));
    }

    /** Of a model that decides now, as far as is known; callers may name theirs as they like. */
    boolean current(String champion) {
        return !rows.isEmpty() || checks.model().isEmpty() || checks.model().equals(champion);
    }

    public boolean automatic() {
        return checks.level() == OversightLevel.AUTO_APPROVE;
    }

    public long certified() {
        return rows.stream().filter(r -> r.view().state() == CellState.VALID).count();
    }

    /** A segment in the policy's words; as it is where the policy has none. */
    static String segment(Policy policy, String segment) {
        return Arrays.stream(segment.split(";"))
                .map(part -> part.split("=", 2))
                .map(part -> part.length < 2 ? part[0] : words(policy, part[0], part[1]))
                .collect(Collectors.joining(", "));
    }

    private static String words(Policy policy, String name, String value) {
        var field = policy.field(name);
        var known = field.map(f -> f.values().getOrDefault(value, value)).orElse(value);
        return field.map(f -> f.title()).orElse(name) + ": "
                + Optional.of(known).filter(w -> !w.isEmpty()).orElse("missing");
    }
}
