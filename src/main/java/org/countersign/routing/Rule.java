package org.countersign.routing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule, as read from text or a table.
 *
 * @param owner who answers for the rule
 * @param rationale why it exists
 * @param effective first day on which it holds, from its start in UTC; null for always
 * @param expires first day on which it no longer holds, from its start in UTC; null for never
 * @param patterns at least one; at most one for each fact
 */
public record Rule(
        String name,
        String owner,
        String rationale,
        @Nullable LocalDate effective,
        @Nullable LocalDate expires,
        List<Pattern> patterns,
        List<Action> actions) {

    public Rule {
        patterns = List.copyOf(patterns);
        actions = List.copyOf(actions);
    }

    /** Whether it holds at this time at all. */
    public boolean inForce(Instant time) {
        return (effective == null || !time.isBefore(startOf(effective)))
                && (expires == null || time.isBefore(startOf(expires)));
    }

    boolean isAlwaysInForce() {
        return effective == null && expires == null;
    }

    /** Whether it looks at how much waits; such a rule can only raise a level. */
    public boolean readsWorkload() {
        return patterns.stream().anyMatch(p -> p.fact() == FactType.WORKLOAD);
    }

    /** Whether it applies to every case, which deserves a second look. */
    public boolean isUnconditional() {
        return patterns.stream().allMatch(p -> p.conditions().isEmpty());
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
