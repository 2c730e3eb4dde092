package org.countersign.assurance;

import java.time.Clock;
import java.time.Instant;
import org.countersign.assurance.Certificate.Method;
import org.countersign.assurance.Certificate.State;
import org.countersign.decision.Actor;
import org.countersign.decision.IdSource;
import org.countersign.decision.UseCaseEvent.CertificatesVoided;
import org.countersign.decision.UseCaseEvent.Certified;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Issues and ends certificates; every node's next decision knows. */
@Component
class Issuing {

    private final CertificateRows rows;
    private final Guard guard;
    private final IdSource ids;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Issuing(CertificateRows rows, Guard guard, IdSource ids, Clock clock, ApplicationEventPublisher events) {
        this.rows = rows;
        this.guard = guard;
        this.ids = ids;
        this.clock = clock;
        this.events = events;
    }

    String nextId() {
        return ids.next();
    }

    Instant now() {
        return clock.instant();
    }

    /** Whether a certificate down to this threshold would say more than the one that the cell has. */
    boolean isNews(String useCase, Cell cell, double threshold) {
        return rows.valid(useCase, cell)
                .map(known -> threshold < known.proof().threshold())
                .orElse(true);
    }

    /** Issues a certificate in place of the stricter one that there may be. */
    void issue(
            String id,
            String useCase,
            Cell cell,
            String policy,
            String ruleSet,
            Method method,
            Proof proof,
            String stream,
            int parts) {
        rows.valid(useCase, cell).ifPresent(known -> rows.supersede(known.id(), now(), "A laxer one was issued."));
        var certificate = new Certificate(
                        id, useCase, cell, policy, ruleSet, method, proof, State.VALID, now(), null, null)
                .sealed();
        rows.insert(certificate, stream, parts);
        guard.bump(useCase);
        events.publishEvent(new Certified(
                useCase,
                Actor.ENGINE,
                now(),
                id,
                cell.model(),
                cell.level(),
                cell.segment(),
                cell.label(),
                method.name(),
                proof.threshold(),
                certificate.proof().digest()));
    }

    /** Ends the valid certificates; null stands for any model or segment. */
    void end(String useCase, @Nullable String model, @Nullable String segment, State state, String why) {
        var ended = rows.end(useCase, model, segment, state, now(), why);
        guard.bump(useCase);
        if (ended > 0) {
            events.publishEvent(
                    new CertificatesVoided(useCase, Actor.ENGINE, now(), model, segment, ended, state.name(), why));
        }
    }
}
