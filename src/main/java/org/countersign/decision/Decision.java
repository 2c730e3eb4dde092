package org.countersign.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One case under oversight, from request to final outcome. Its id is the Camunda business key.
 *
 * @param prediction null until predicted, and for ever when predicting failed
 * @param route null until routed
 * @param outcome the label that stands; null while no label does
 * @param vetoUntil end of the veto window; null unless it went on the loop
 */
public record Decision(
        String id,
        Request request,
        Origin origin,
        Versions versions,
        @Nullable Prediction prediction,
        @Nullable Route route,
        DecisionStatus status,
        @Nullable Outcome outcome,
        @Nullable Instant vetoUntil,
        Instant createdAt) {

    /**
     * Who asked, and what makes a retry recognisable: the caller's key and the digest of the body that came with it.
     */
    public record Origin(String caller, @Nullable String idempotencyKey, String requestDigest) {}

    public String useCase() {
        return request.useCase();
    }

    /** The recorded route. */
    public Route routed() {
        if (route == null) {
            throw new IllegalStateException("decision " + id + " has no route");
        }
        return route;
    }

    /** Whether it can be vetoed. Its window ends at its time, not when the engine gets round to the timer. */
    public boolean isOpenToVeto(Instant now) {
        return status == DecisionStatus.PROVISIONAL && (vetoUntil == null || now.isBefore(vetoUntil));
    }

    Decision withRoute(@Nullable Prediction newPrediction, Route newRoute) {
        return new Decision(
                id, request, origin, versions, newPrediction, newRoute, status, outcome, vetoUntil, createdAt);
    }

    Decision withOutcome(DecisionStatus newStatus, @Nullable Outcome newOutcome, @Nullable Instant newVetoUntil) {
        return new Decision(
                id, request, origin, versions, prediction, route, newStatus, newOutcome, newVetoUntil, createdAt);
    }
}
