package org.countersign.assurance;

import java.util.Map;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;

/** What was read of cells whose evidence is still too little to begin with, as {@link Certifier} will find it. */
@Component
class Gathering {

    private final Policies policies;
    private final StreamRows rows;
    private final LedgerReader ledger;
    private final Streams streams;
    private final Issuing issuing;

    Gathering(Policies policies, StreamRows rows, LedgerReader ledger, Streams streams, Issuing issuing) {
        this.policies = policies;
        this.rows = rows;
        this.ledger = ledger;
        this.streams = streams;
        this.issuing = issuing;
    }

    Map<Cell, Feed.Gathered> of(String useCase) {
        return rows.reading(useCase)
                .map(reading -> streams.feed(
                                policies.find(useCase, reading.policy()),
                                policies.inForce(useCase).model(),
                                issuing.now(),
                                () -> ledger.before(useCase, reading, Certifier.MISSED))
                        .gathered())
                .orElse(Map.of());
    }
}
