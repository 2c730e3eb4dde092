package org.countersign.review;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.countersign.decision.Recent;
import org.countersign.decision.Workload;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much waits for people. Counts open reviews only, by index, so it does not grow with history; and at most once a
 * second, so that decisions do not get slower as reviews pile up.
 */
@Component
public class Workloads {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Recent<String, Workload> counted;

    Workloads(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.counted = new Recent<>(Duration.ofSeconds(1), clock);
    }

    public Workload of(String useCase) {
        return counted.get(useCase, () -> count(useCase));
    }

    private Workload count(String useCase) {
        return jdbc.sql("""
                select count(*) as waiting, min(opened_at) as oldest from review
                where use_case = ? and closed_at is null""")
                .param(useCase)
                .query((row, i) ->
                        new Workload(row.getInt("waiting"), age(row.getObject("oldest", OffsetDateTime.class))))
                .single();
    }

    private double age(@Nullable OffsetDateTime oldest) {
        return oldest == null
                ? 0
                : Math.max(
                        0,
                        Duration.between(oldest, clock.instant().atOffset(ZoneOffset.UTC))
                                        .toSeconds()
                                / 60.0);
    }
}
