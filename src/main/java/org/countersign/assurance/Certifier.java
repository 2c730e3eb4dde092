package org.countersign.assurance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.assurance.RouteReplay.Ruled;
import org.countersign.assurance.StreamRows.Reading;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads the ledger on, one node at a time, and certifies what the labels allow. It stops at the first decision that
 * somebody still has to judge, so that what is slow to be judged is not left out.
 */
@Component
class Certifier {

    private static final int PAGE = 500;
    private static final int PAGES = 4;

    /** How far back the decisions are looked for that a stream has missed which starts late. */
    static final int MISSED = 2000;

    private final Policies policies;
    private final StreamRows rows;
    private final LedgerReader ledger;
    private final Streams streams;
    private final RouteReplay replay;

    Certifier(Policies policies, StreamRows rows, LedgerReader ledger, Streams streams, RouteReplay replay) {
        this.policies = policies;
        this.rows = rows;
        this.ledger = ledger;
        this.streams = streams;
        this.replay = replay;
    }

    /** Reads on what was received before {@code settled}; true if there may be more. Does nothing while another node does it. */
    @Transactional
    public boolean readOn(String useCase, Instant settled) {
        var inForce = policies.inForce(useCase);
        rows.begin(useCase, new Reading(inForce.policy(), inForce.ruleSet(), ""));
        var reading = rows.lock(useCase, true);
        if (reading == null
                || !reading.policy().equals(inForce.policy())
                || !reading.ruleSet().equals(inForce.ruleSet())) {
            return false;
        }
        var policy = policies.find(useCase, inForce.policy());
        var feed = streams.feed(policy, inForce.model(), settled, () -> ledger.before(useCase, reading, MISSED));
        var readTo = reading.readTo();
        var isMore = true;
        for (var page = 0; page < PAGES && isMore; page++) {
            var next = ledger.next(useCase, readTo, settled, PAGE);
            isMore = next.size() == PAGE;
            var ruled = ruled(useCase, reading, next);
            for (var told : next) {
                if (!feed.tell(told.isUnder(reading) ? told : told.ruled(ruled.get(told.id())))) {
                    isMore = false;
                    break;
                }
                readTo = told.id();
            }
        }
        if (!readTo.equals(reading.readTo())) {
            rows.readTo(useCase, at(reading, readTo));
            streams.store(policy, reading.ruleSet(), feed.streams());
        }
        return isMore;
    }

    /** Those that waited for a person when other versions came into force are told as these would have taken them. */
    private Map<String, Ruled> ruled(String useCase, Reading reading, List<Told> next) {
        return replay.ruled(
                useCase,
                next.stream()
                        .filter(told -> !told.isUnder(reading))
                        .map(Told::id)
                        .toList());
    }

    private static Reading at(Reading reading, String readTo) {
        return new Reading(reading.policy(), reading.ruleSet(), readTo);
    }
}
