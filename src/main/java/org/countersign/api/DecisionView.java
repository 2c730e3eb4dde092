package org.countersign.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Contribution;
import org.countersign.decision.Decision;
import org.countersign.decision.DecisionStatus;
import org.countersign.decision.Outcome;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Reason;
import org.countersign.decision.Route;
import org.jspecify.annotations.Nullable;

/** A decision as the contract shows it. */
record DecisionView(
        String id,
        String useCase,
        @Nullable String subject,
        DecisionStatus status,
        @Nullable PredictionView prediction,
        @Nullable RouteView route,
        @Nullable Outcome outcome,
        @Nullable Instant vetoUntil,
        Instant createdAt) {

    record PredictionView(
            String label,
            double confidence,
            Map<String, Double> scores,
            @Nullable Double typicality,
            List<Contribution> contributions,
            @Nullable String modelVersion) {}

    record RouteView(
            OversightLevel level, List<Reason> reasons, String ruleSet, String policy, double spotCheckProbability) {}

    static DecisionView of(Decision d) {
        return new DecisionView(
                d.id(),
                d.useCase(),
                d.request().subject(),
                d.status(),
                d.prediction() == null ? null : view(d.prediction()),
                d.route() == null ? null : view(d.route()),
                d.outcome(),
                d.vetoUntil(),
                d.createdAt());
    }

    private static PredictionView view(Prediction p) {
        return new PredictionView(
                p.label(), p.confidence(), p.scores(), p.typicality(), p.contributions(), p.modelVersion());
    }

    /** Whether it was drawn is told to nobody: the check is to be blind. */
    private static RouteView view(Route r) {
        return new RouteView(r.level(), r.reasons(), r.ruleSet(), r.policy(), r.spotCheckProbability());
    }
}
