package org.countersign.assurance;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.countersign.decision.DecisionEvent.Routed;
import org.countersign.decision.DecisionEvent.SpotChecked;
import org.countersign.decision.Recent;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The spot checks that were drawn and what they found: what certificates and alarms are computed from. */
@Component
class SpotCheckRows {

    /** What is counted at most. */
    private static final int MOST = 1000;

    private record Model(String useCase, String version) {}

    private final JdbcClient jdbc;
    private final Recent<Model, Integer> counted;

    SpotCheckRows(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.counted = new Recent<>(Duration.ofSeconds(1), clock);
    }

    @EventListener
    void on(Routed event) {
        if (event.route().drawn() && event.prediction() != null) {
            jdbc.sql("""
                    insert into spot_check (decision_id, use_case, model, level, probability, drawn_at)
                    values (?, ?, ?, ?, ?, ?)""")
                    .params(
                            event.decisionId(),
                            event.useCase(),
                            event.prediction().modelVersion(),
                            event.route().level().name(),
                            event.route().spotCheckProbability(),
                            event.at().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @EventListener
    void on(SpotChecked event) {
        jdbc.sql("update spot_check set answered_at = ?, blind = ?, wrong = ? where decision_id = ?")
                .params(event.at().atOffset(ZoneOffset.UTC), event.countsAsBlind(), event.wrong(), event.decisionId())
                .update();
    }

    /** Counted up to a bound, and at most once a second, so that decisions do not get slower as checks pile up. */
    int answered(String useCase, @Nullable String model) {
        return model == null ? 0 : counted.get(new Model(useCase, model), () -> count(useCase, model));
    }

    private int count(String useCase, String model) {
        return jdbc.sql("""
                select count(*) from (
                    select 1 from spot_check
                    where use_case = ? and model = ? and answered_at is not null limit ?) answered""").params(useCase, model, MOST).query(Integer.class).single();
    }
}
