package org.countersign.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what values a field can have. */
final class ValueWords {

    private static final int MOST = 8;

    private ValueWords() {}

    static String of(@Nullable Values values, Values domain, boolean days) {
        if (values == null) {
            return "anything";
        }
        return values instanceof Spans spans ? spans(spans, days) : words((Words) values, (Words) domain);
    }

    private static String words(Words words, Words domain) {
        if (words.areOthers()) {
            return words.set().isEmpty() ? "anything" : "other than " + list(words.set());
        }
        var rest = domain.and(words.not());
        boolean nearlyAll = !domain.areOthers()
                && rest.set().size() < words.set().size()
                && words.set().size() > 3;
        return nearlyAll && !rest.isEmpty() ? "other than " + list(rest.set()) : list(words.set());
    }

    private static String list(Collection<String> words) {
        var shown = words.stream().limit(MOST).collect(Collectors.joining(" or "));
        return words.size() > MOST ? shown + " or " + (words.size() - MOST) + " others" : shown;
    }

    private static String spans(Spans spans, boolean days) {
        var parts = new ArrayList<String>();
        for (int i = 0; i < spans.cuts().length; i += 2) {
            double from = spans.cuts()[i];
            double until = spans.cuts()[i + 1];
            parts.add(days ? days(from, until) : span(from, until));
        }
        return list(parts);
    }

    private static String days(double from, double until) {
        var start = from == Double.NEGATIVE_INFINITY ? "" : "from " + LocalDate.ofEpochDay((long) from);
        var end = until == Double.POSITIVE_INFINITY ? "" : "before " + LocalDate.ofEpochDay((long) until);
        return (start + " " + end).strip();
    }

    private static String span(double from, double until) {
        if (from == Double.NEGATIVE_INFINITY && until == Double.POSITIVE_INFINITY) {
            return "anything";
        }
        if (Math.nextUp(from) >= until) {
            return number(from);
        }
        if (from == Double.NEGATIVE_INFINITY) {
            return isJustAfterShort(until) ? "up to " + number(Math.nextDown(until)) : "below " + number(until);
        }
        if (until == Double.POSITIVE_INFINITY) {
            return isJustAfterShort(from) ? "above " + number(Math.nextDown(from)) : "from " + number(from) + " up";
        }
        var start = isJustAfterShort(from) ? "above " + number(Math.nextDown(from)) : "from " + number(from);
        var end = isJustAfterShort(until) ? "to " + number(Math.nextDown(until)) : "to below " + number(until);
        return start + " " + end;
    }

    /** Numbers in rules have at most 15 digits, the double just above one has more. */
    private static boolean isJustAfterShort(double bound) {
        return Double.toString(Math.nextDown(bound)).length()
                < Double.toString(bound).length();
    }

    private static String number(double value) {
        return value == 0 ? "0" : Cells.plain(value);
    }
}
