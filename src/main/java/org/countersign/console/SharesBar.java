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

    /** @param delta the chance that the interval misses the truth */
    static SharesBar of(Checks.View c, double delta) {
        var interval = c.interval();
        var end = Math.min(1, Math.max(ROOM * c.alpha(), 1.1 * interval.high()));
        return new SharesBar(
                end,
                WIDTH * interval.low() / end,
                WIDTH * (interval.high() - interval.low()) / end,
                c.checks() == 0 ? 0 : WIDTH * c.wrong() / c.checks() / end,
                WIDTH * c.alpha() / end,
                found(c, delta),
                verdict(c));
    }

    private static String found(Checks.View c, double delta) {
        var since = c.round() > 1 ? " since the last alarm" : "";
        return c.checks() == 0
                ? "Nobody has answered a spot check" + (since.isEmpty() ? " yet." : since + ".")
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d spot checks%s found an error: %.1f %%. The true share is between %.1f and %.1f %%, or something"
                                + " happened that has a chance of at most %s %%.",
                        c.wrong(),
                        c.checks(),
                        since,
                        100.0 * c.wrong() / c.checks(),
                        100 * c.interval().low(),
                        100 * c.interval().high(),
                        percent(delta));
    }

    private static String verdict(Checks.View c) {
        var budget = String.format(Locale.ROOT, "the budget of %s %%", percent(c.alpha()));
        if (c.checks() == 0) {
            return "";
        }
        if (c.interval().high() <= c.alpha()) {
            return "All of that range is within " + budget + ".";
        }
        return c.interval().low() > c.alpha()
                ? "All of that range is above " + budget + "."
                : "The range holds " + budget + ": too few checks to tell.";
    }

    /** Without needless zeros. */
    static String percent(double share) {
        var text = String.format(Locale.ROOT, "%.2f", 100 * share);
        return text.replaceAll("\\.?0+$", "");
    }
}
