package org.countersign.console;

import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;
import org.countersign.rehearsal.ErrorEstimate;
import org.countersign.rehearsal.GroupEffect.Ratio;
import org.countersign.rehearsal.Load;
import org.jspecify.annotations.Nullable;

/** Numbers as the pages write them. */
final class Figures {

    public String share(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** Of a budget: without needless zeros. */
    public String percent(double share) {
        return SharesBar.percent(share) + " %";
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
        return between(e.error(), e.low(), e.high(), this::share).orElseGet(() -> String.valueOf(e.cannot()));
    }

    public String ratio(Ratio r) {
        return between(r.value(), r.low(), r.high(), ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElseGet(() -> String.valueOf(r.note()));
    }

    private static Optional<String> between(
            @Nullable Double value, @Nullable Double low, @Nullable Double high, DoubleFunction<String> words) {
        return value == null || low == null || high == null
                ? Optional.empty()
                : Optional.of("%s (%s to %s)".formatted(words.apply(value), words.apply(low), words.apply(high)));
    }
}
