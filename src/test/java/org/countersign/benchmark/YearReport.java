package org.countersign.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.countersign.benchmark.Bank.Sent;

/** What came of the year, told by who knows the truth: a table by month, a timeline, and whether the promise held. */
final class YearReport {

    private static final int MONTH = 30;

    private record Event(int day, String what) {}

    private record Stretch(int from, int to) {}

    private final int driftDay;
    private final double alpha;
    private final String drift;
    private final List<Event> events = new ArrayList<>();
    private final TreeMap<Integer, Boolean> automatic = new TreeMap<>();
    private int alarmDay = -1;

    YearReport(int driftDay, double alpha, String drift) {
        this.driftDay = driftDay;
        this.alpha = alpha;
        this.drift = drift;
    }

    void event(int day, String what) {
        events.add(new Event(day, what));
        System.err.println("day " + day + ": " + what);
    }

    void certified(int day, String champion, JsonNode certificate) {
        event(
                day,
                String.format(
                        Locale.ROOT,
                        "certified %s '%s' from confidence %.3f up (n=%d, k=%.0f, %s)",
                        certificate.at("/cell/model").asText(champion),
                        certificate.at("/cell/label").asText(),
                        certificate.at("/proof/threshold").asDouble(),
                        certificate.at("/proof/n").asInt(),
                        certificate.at("/proof/k").asDouble(),
                        certificate.path("method").asText().toLowerCase(Locale.ROOT)));
    }

    void alarm(int day, JsonNode view) {
        var alarm = view.path("alarm");
        if (alarmDay < 0 && day >= driftDay && !alarm.path("kind").asText().equals("WARNING")) {
            alarmDay = day;
        }
        event(
                day,
                alarm.path("kind").asText() + " alarm on " + alarm.path("level").asText() + ": "
                        + alarm.path("wrong").asInt() + " of "
                        + alarm.path("checks").asInt()
                        + " checks wrong, automatic decisions stop; "
                        + view.path("inDoubt").asInt()
                        + " decisions reviewed again");
    }

    void endOfDay(int day, boolean isAutomatic) {
        automatic.put(day, isAutomatic);
    }

    String text(List<Sent> sent) {
        var text = new StringBuilder("Drift on day " + driftDay + ": " + drift + "\n\n");
        text.append(
                "| days | decisions | auto-approved | truly wrong of these | certified and not stopped | events |\n");
        text.append("|---|---|---|---|---|---|\n");
        var last = automatic.lastKey();
        for (var from = 0; from <= last; from += MONTH) {
            month(text, sent, from, Math.min(last, from + MONTH - 1));
        }
        return text + "\n" + timeline(last) + "\n" + verdict(sent, last);
    }

    private void month(StringBuilder text, List<Sent> sent, int from, int to) {
        var all = sent.stream().filter(s -> s.day() >= from && s.day() <= to).toList();
        var days = automatic.subMap(from, true, to, true);
        var happened = events.stream()
                .filter(e -> e.day() >= from && e.day() <= to)
                .map(e -> "day " + e.day() + ": " + e.what())
                .toList();
        text.append(String.format(
                Locale.ROOT,
                "| %d–%d%s | %d | %s | %s | %d of %d days | %s |%n",
                from,
                to,
                driftDay >= from && driftDay <= to ? " (drift)" : "",
                all.size(),
                share(all.stream().filter(Sent::isUnseen).count(), all.size()),
                wrong(all),
                days.values().stream().filter(on -> on).count(),
                days.size(),
                String.join("; ", happened)));
    }

    private static String wrong(List<Sent> all) {
        var unseen = all.stream().filter(Sent::isUnseen).toList();
        return unseen.isEmpty()
                ? "–"
                : share(unseen.stream().filter(Sent::isWrong).count(), unseen.size());
    }

    private static String share(long part, long all) {
        return all == 0 ? "–" : String.format(Locale.ROOT, "%d (%.1f %%)", part, 100. * part / all);
    }

    /** One sign for five days. */
    private String timeline(int last) {
        var line = new StringBuilder("Every sign five days; # automatic, . people decide, D drift, A alarm\n");
        for (var from = 0; from <= last; from += 5) {
            var day = from;
            IntPredicate here = d -> d >= day && d < day + 5;
            line.append(
                    here.test(alarmDay)
                            ? 'A'
                            : here.test(driftDay) ? 'D' : automatic.getOrDefault(day, false) ? '#' : '.');
        }
        return line.append('\n').toString();
    }

    private String verdict(List<Sent> sent, int last) {
        var text = new StringBuilder();
        for (var stretch : stretches(last)) {
            var unseen = unseen(sent, stretch.from(), stretch.to());
            var wrong = unseen.stream().filter(Sent::isWrong).count();
            text.append(String.format(
                    Locale.ROOT,
                    "Days %d–%d%s: %s of %d auto-approved wrong, budget %.0f %%: %s%n",
                    stretch.from(),
                    stretch.to(),
                    stretch.to() < driftDay ? ", before the drift" : stretch.from() >= driftDay ? ", after it" : "",
                    share(wrong, unseen.size()),
                    unseen.size(),
                    100 * alpha,
                    wrong <= alpha * unseen.size() ? "kept" : "not kept"));
        }
        return text + afterwards(sent);
    }

    private String afterwards(List<Sent> sent) {
        if (alarmDay < 0) {
            return "No alarm after the drift.\n";
        }
        var wrong =
                unseen(sent, driftDay, alarmDay).stream().filter(Sent::isWrong).count();
        var regained = automatic.tailMap(alarmDay, false).entrySet().stream()
                .filter(e -> e.getValue())
                .findFirst();
        return "From drift to alarm: " + (alarmDay - driftDay) + " days, " + wrong + " wrong auto-approvals. "
                + regained.map(e -> "Regained " + (e.getKey() - alarmDay) + " days after the alarm.\n")
                        .orElse("Not regained.\n");
    }

    private static List<Sent> unseen(List<Sent> sent, int from, int to) {
        return sent.stream()
                .filter(s -> s.isUnseen() && s.day() >= from && s.day() <= to)
                .toList();
    }

    /** Days on which decisions could take effect unseen, cut at the drift; what is certified in the evening holds from the next day. */
    private List<Stretch> stretches(int last) {
        var stretches = new ArrayList<Stretch>();
        var from = -1;
        for (var day = 0; day <= last + 1; day++) {
            var on = day <= last && (day == 0 ? automatic.get(0) : automatic.get(day - 1));
            if (from >= 0 && (!on || day == driftDay)) {
                stretches.add(new Stretch(from, day - 1));
                from = -1;
            }
            if (on && from < 0) {
                from = day;
            }
        }
        return stretches;
    }
}
