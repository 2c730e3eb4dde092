package org.countersign.process;

import org.camunda.bpm.engine.impl.history.HistoryLevel;

/** Hands our history level to benchmarks, which run it in an engine without the rest of the program. */
public final class OurHistory {

    private OurHistory() {}

    public static HistoryLevel level() {
        return new OversightHistory();
    }
}
