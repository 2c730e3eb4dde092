package org.countersign.console;

import java.util.Locale;
import org.countersign.rehearsal.ErrorEstimate;
import org.countersign.rehearsal.GroupEffect.Ratio;
import org.countersign.rehearsal.Load;
import org.jspecify.annotations.Nullable;

/** Numbers as the pages write them. */
final class Figures {

    public String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    public String share(long part, long whole) {
        return whole == 0 ? "–" : share((double) part / whole);
    }

    public String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    public String perDay(Load load, long work) {
        return aDay(load.perDay(work));
    }

    public String aDay(double work) {
        return String.format(Locale.ROOT, "%.1f", work);
    }

    /** With its interval, or why there is none. */
    public String error(ErrorEstimate e) {
        return known(e.error(), e.low(), e.high())
                ? "%s (%s to %s)".formatted(share(e.error()), share(e.low()), share(e.high()))
                : String.valueOf(e.cannot());
    }

    public String ratio(Ratio r) {
        return known(r.value(), r.low(), r.high())
                ? String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", r.value(), r.low(), r.high())
                : String.valueOf(r.note());
    }

    private static boolean known(@Nullable Double value, @Nullable Double low, @Nullable Double high) {
        return value != null && low != null && high != null;
    }
}
