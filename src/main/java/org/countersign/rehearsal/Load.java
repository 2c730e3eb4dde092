package org.countersign.rehearsal;

import java.time.LocalDate;
import java.util.List;

/**
 * How much work the decisions would have been. A case for two people counts twice; on the loop, watching counts as work
 * of the supervision queue.
 *
 * @param days days from the first to the last decision, in UTC
 * @param queues by name
 * @param spotChecksBefore blind checks to be expected on a day, in the policy's ordinary queue
 * @param byDay the last 366 days on which anything waited for anyone
 */
public record Load(
        int days, List<QueueLoad> queues, double spotChecksBefore, double spotChecksAfter, List<DayLoad> byDay) {

    /** Work of one queue: in all, and on its busiest day. */
    public record QueueLoad(String queue, long before, long after, long busiestBefore, long busiestAfter) {}

    /** Work of one queue on one day. */
    public record DayLoad(LocalDate day, String queue, long before, long after) {}

    public Load {
        queues = List.copyOf(queues);
        byDay = List.copyOf(byDay);
    }

    /** What an amount of work is on a day. */
    public double perDay(long work) {
        return days == 0 ? 0 : (double) work / days;
    }
}
