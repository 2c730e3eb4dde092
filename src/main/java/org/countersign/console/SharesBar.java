package org.countersign.console;

import java.util.Locale;
import org.countersign.assurance.Checks;

/**
 * A picture of what checks say about the share of wrong decisions, and the same in words.
 *
 * @param end the share at the right edge; the other places are in percent of the width
 */
record SharesBar(double end, double low, double width, double seen, double alpha, String found, String verdict) {

    private static final double ROOM = 2.5;
    private static final double WIDTH = 100;

    static SharesBar of(Checks.View c) {
        var interval = c.interval();
        var end = Math.min(1, Math.max(ROOM * c.alpha(), 1.1 * interval.high()));
        return new SharesBar(
                end,
                WIDTH * interval.low() / end,
                WIDTH * (interval.high() - interval.low()) / end,
                c.checks() == 0 ? 0 : WIDTH * c.wrong() / c.checks() / end,
                WIDTH * c.alpha() / end,
                found(c),
                verdict(c));
    }

    private static String found(Checks.View c) {
        return c.checks() == 0
                ? "Nobody has answered a spot check yet."
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d spot checks found an error: %.1f %%, and the true share is within %.1f and %.1f %%.",
                        c.wrong(),
                        c.checks(),
                        100.0 * c.wrong() / c.checks(),
                        100 * c.interval().low(),
                        100 * c.interval().high());
    }

    private static String verdict(Checks.View c) {
        var budget = String.format(Locale.ROOT, "the budget of %s %%", percent(c.alpha()));
        if (c.checks() == 0) {
            return "";
        }
        if (c.interval().high() <= c.alpha()) {
            return "All of that is within " + budget + ".";
        }
        return c.interval().low() > c.alpha()
                ? "All of that is above " + budget + "."
                : "That cannot be told from " + budget + " yet.";
    }

    /** Without needless zeros. */
    static String percent(double share) {
        var text = String.format(Locale.ROOT, "%.2f", 100 * share);
        return text.replaceAll("\\.?0+$", "");
    }
}
