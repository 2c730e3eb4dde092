package org.countersign.assurance;

import java.util.List;
import org.countersign.decision.OversightLevel;

/**
 * What blind checks of one segment and level found since the last alarm.
 *
 * @param model empty when the callers' predictions name none
 * @param round one more than there were alarms; each has its own share of the delta
 * @param statistics those of {@link RunLengthAlarm}
 * @param afterId the checks are of decisions after this id
 */
record Tally(
        String useCase,
        String model,
        OversightLevel level,
        String segment,
        double alpha,
        int round,
        int wrong,
        int checks,
        List<Double> statistics,
        String afterId) {

    static Tally start(
            String useCase,
            String model,
            OversightLevel level,
            String segment,
            double alpha,
            int round,
            String afterId) {
        var fresh = RunLengthAlarm.start(alpha, Alarms.LEAST_RUN).statistics();
        return new Tally(useCase, model, level, segment, alpha, round, 0, 0, fresh, afterId);
    }

    /** A decision from before the last alarm says nothing about what came after, however late its check is answered. */
    boolean isAbout(String decisionId) {
        return decisionId.compareTo(afterId) > 0;
    }

    Tally plus(boolean isWrong) {
        var next = new RunLengthAlarm(alpha, Alarms.LEAST_RUN, statistics).after(isWrong);
        return new Tally(
                useCase,
                model,
                level,
                segment,
                alpha,
                round,
                wrong + (isWrong ? 1 : 0),
                checks + 1,
                next.statistics(),
                afterId);
    }

    /** With the memory of the slow detector wiped, so that it can warn again. */
    Tally warned() {
        var fresh = RunLengthAlarm.start(alpha, Alarms.LEAST_RUN).statistics();
        return new Tally(useCase, model, level, segment, alpha, round, wrong, checks, fresh, afterId);
    }

    /** After an alarm evidence starts anew. */
    Tally next(String after) {
        return start(useCase, model, level, segment, alpha, round + 1, after);
    }
}
