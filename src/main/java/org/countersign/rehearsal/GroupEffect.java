package org.countersign.rehearsal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change means for the groups of one protected field.
 *
 * @param reference the largest group, with which the others are compared
 */
public record GroupEffect(String field, String title, String reference, List<Group> groups) {

    static final int LEAST = 200;

    /**
     * One group.
     *
     * @param name in words
     * @param automatic share that is auto-approved
     * @param people share that a person decides
     */
    public record Group(String name, long decisions, Change automatic, Change people) {}

    /** A share of the group before and after, in 0..1, and how it compares with the reference group. */
    public record Change(double before, double after, Ratio ratioBefore, Ratio ratioAfter) {}

    /**
     * A group's share over the reference group's, with its interval (95 %).
     *
     * @param note why there is none; null when there is one
     */
    public record Ratio(
            @Nullable Double value,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String note) {

        private static final double Z = 1.96;

        static Ratio of(long hits, long n, long referenceHits, long referenceN) {
            if (n < LEAST || referenceN < LEAST) {
                return none("insufficient data");
            }
            if (hits == 0 || referenceHits == 0) {
                return none("a share is zero");
            }
            var p = (double) hits / n;
            var r = (double) referenceHits / referenceN;
            var spread = Math.exp(Z * Math.sqrt((1 - p) / (p * n) + (1 - r) / (r * referenceN)));
            return new Ratio(p / r, p / r / spread, p / r * spread, null);
        }

        static Ratio none(String note) {
            return new Ratio(null, null, null, note);
        }
    }

    public GroupEffect {
        groups = List.copyOf(groups);
    }
}
