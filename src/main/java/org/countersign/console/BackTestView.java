package org.countersign.console;

import java.time.LocalDate;
import java.util.List;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;

/**
 * A back-test as the pages show it.
 *
 * @param version the version that it tried
 * @param digest what a proposal is bound to; null until it is done
 * @param replayed decisions replayed so far
 * @param total decisions in the period
 * @param matrix decisions by level before (row) and after (column)
 * @param sentences what came out, one plain sentence each
 * @param changed some of the cases that go another way
 */
record BackTestView(
        String id,
        String version,
        LocalDate from,
        LocalDate to,
        State state,
        @Nullable String digest,
        long replayed,
        long total,
        List<MatrixRow> matrix,
        List<String> sentences,
        List<Changed> changed) {

    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    record MatrixRow(OversightLevel before, List<Long> after) {}

    record Changed(String decision, OversightLevel before, OversightLevel after, String why) {}

    public boolean running() {
        return state == State.RUNNING;
    }

    public boolean done() {
        return state == State.DONE;
    }
}
