package org.countersign.console;

import org.jspecify.annotations.Nullable;

/**
 * A line of a comparison.
 *
 * @param before its number in the older text; null where it is not in it
 * @param after its number in the newer text; null where it is not in it
 */
record DiffLine(
        Mark mark, @Nullable Integer before, @Nullable Integer after, String text) {

    /** What became of the line; each shows by its sign, too, not by colour alone. */
    enum Mark {
        SAME(" "),
        ADDED("+"),
        REMOVED("−"),
        GAP("⋯");

        private final String sign;

        Mark(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
