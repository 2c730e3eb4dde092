package org.countersign.rehearsal;

import static org.countersign.decision.OversightLevel.AUTO_APPROVE;
import static org.countersign.decision.OversightLevel.HUMAN_IN_THE_LOOP;
import static org.countersign.decision.OversightLevel.HUMAN_ON_THE_LOOP;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.rehearsal.Load.DayLoad;
import org.countersign.rehearsal.Load.QueueLoad;
import org.countersign.rehearsal.Replay.Replayed;
import org.jspecify.annotations.Nullable;

/** Counts work by queue and day. Keeps one row for each queue, and days up to a bound. */
final class LoadTally {

    private static final int MOST_DAYS = 366;
    private static final int BEFORE = 0;
    private static final int AFTER = 1;

    private final Replay[] sides;
    private final double[] spotChecks = new double[2];
    private final Map<String, long[]> totals = new TreeMap<>();
    private final Map<String, long[]> busiest = new TreeMap<>();
    private final TreeMap<LocalDate, Map<String, long[]>> days = new TreeMap<>();
    private @Nullable LocalDate first;
    private @Nullable LocalDate last;

    LoadTally(Replay before, Replay after) {
        sides = new Replay[] {before, after};
    }

    void add(Instant at, Replayed before, Replayed after) {
        var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        first = first == null ? day : first;
        last = day;
        add(day, BEFORE, before);
        add(day, AFTER, after);
        while (days.size() > MOST_DAYS) {
            days.pollFirstEntry();
        }
    }

    private void add(LocalDate day, int side, Replayed replayed) {
        var rates = sides[side].policy().spotChecks();
        if (replayed.level() == AUTO_APPROVE) {
            spotChecks[side] += rates.rate();
            return;
        }
        if (replayed.level() == HUMAN_ON_THE_LOOP) {
            spotChecks[side] += rates.onTheLoopRate();
        }
        var two = replayed.level() == HUMAN_IN_THE_LOOP && replayed.ruling().secondPerson();
        var queue = sides[side].queue(replayed);
        counts(totals, queue)[side] += two ? 2 : 1;
        var ofDay = counts(days.computeIfAbsent(day, d -> new TreeMap<>()), queue);
        ofDay[side] += two ? 2 : 1;
        var most = counts(busiest, queue);
        most[side] = Math.max(most[side], ofDay[side]);
    }

    private static long[] counts(Map<String, long[]> map, String queue) {
        return map.computeIfAbsent(queue, q -> new long[2]);
    }

    Load load() {
        var length = first == null || last == null ? 0 : (int) ChronoUnit.DAYS.between(first, last) + 1;
        var queues = new ArrayList<QueueLoad>();
        totals.forEach((queue, n) -> {
            var most = counts(busiest, queue);
            queues.add(new QueueLoad(queue, n[BEFORE], n[AFTER], most[BEFORE], most[AFTER]));
        });
        var byDay = new ArrayList<DayLoad>();
        days.forEach(
                (day, ofDay) -> ofDay.forEach((queue, n) -> byDay.add(new DayLoad(day, queue, n[BEFORE], n[AFTER]))));
        var divisor = Math.max(1, length);
        return new Load(length, queues, spotChecks[BEFORE] / divisor, spotChecks[AFTER] / divisor, byDay);
    }
}
