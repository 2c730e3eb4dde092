package org.countersign.assurance;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.countersign.decision.Recent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which share of the newest decisions of a use case took effect unreviewed, looked up once a minute at most. */
@Component
class Coverage {

    private static final int NEWEST = 200;

    private final JdbcClient jdbc;
    private final Recent<String, Optional<Double>> seen;

    Coverage(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.seen = new Recent<>(Duration.ofMinutes(1), clock);
    }

    /** In 0..1; nothing before the first decision. */
    Optional<Double> of(String useCase) {
        return seen.get(useCase, () -> look(useCase));
    }

    private Optional<Double> look(String useCase) {
        return jdbc.sql("""
                select avg(case when level = 'HUMAN_IN_THE_LOOP' then 0.0 else 1.0 end) from (
                  select level from decision where use_case = ? order by use_case desc, id desc limit ?) newest""")
                .params(useCase, NEWEST)
                .query((row, i) -> Optional.ofNullable(row.getBigDecimal(1)).map(Number::doubleValue))
                .single();
    }
}
