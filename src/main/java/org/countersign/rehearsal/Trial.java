package org.countersign.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.countersign.assurance.Assurance;
import org.countersign.decision.Context;
import org.countersign.decision.DecisionNotFound;
import org.countersign.decision.Facts;
import org.countersign.decision.InvalidInput;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Request;
import org.countersign.decision.Workload;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.RequestReader;
import org.countersign.prediction.Models;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tries rules on a single case: would it go to a person, and why? Nothing is recorded. */
@Component
public class Trial {

    /**
     * What a case typed in is supposed to be like.
     *
     * @param typicality in place of the model's; null to take that
     * @param day on which it is decided, from its start in UTC; null for now
     */
    public record Supposed(
            @Nullable Double typicality, @Nullable LocalDate day) {

        public static final Supposed NOTHING = new Supposed(null, null);

        public Supposed {
            if (typicality != null && !(typicality >= 0 && typicality <= 1)) {
                throw new InvalidInput("/typicality", "It is not a number from 0 to 1.", "Send such a number.");
            }
        }

        private Prediction of(Prediction p) {
            return typicality == null
                    ? p
                    : new Prediction(
                            p.label(), p.confidence(), p.scores(), typicality, p.contributions(), p.modelVersion());
        }

        private Context of(Context c) {
            return day == null
                    ? c
                    : new Context(
                            c.channel(),
                            c.region(),
                            day.atStartOfDay(ZoneOffset.UTC).toInstant());
        }
    }

    private final RequestReader reader;
    private final RecordedDecisions recorded;
    private final Policies policies;
    private final Models models;
    private final Assurance assurance;

    Trial(RequestReader reader, RecordedDecisions recorded, Policies policies, Models models, Assurance assurance) {
        this.reader = reader;
        this.recorded = recorded;
        this.policies = policies;
        this.models = models;
        this.assurance = assurance;
    }

    /**
     * A case typed in, as the body that starts a decision: with the prediction that it brings, else the champion's, and
     * with the standing that holds now. Takes it that somebody watches the decisions on the loop.
     *
     * @throws InvalidInput when a decision could not be started so
     */
    public TrialResult typedIn(Candidate candidate, JsonNode body, Workload workload, Supposed supposed) {
        var policy = candidate.policy();
        var useCase = reader.useCase(body);
        if (!useCase.equals(policy.useCase())) {
            throw new InvalidInput("/useCase", "The rules are those of " + policy.useCase() + ".", "Name that.");
        }
        var request = reader.read(body, policy);
        var prediction = supposed.of(prediction(request, policy));
        var standing = assurance.standing(policy, candidate.version(), request.subjectCase(), prediction);
        boolean ours = request.prediction() == null;
        return of(
                candidate,
                new Facts(request.subjectCase(), prediction, standing, workload, supposed.of(request.context()), ours),
                true);
    }

    /**
     * A recorded decision, as it was seen then.
     *
     * @throws CannotReplay when a fault kept the rules from seeing it
     */
    public TrialResult recorded(Candidate candidate, String decisionId) {
        var decision =
                recorded.find(candidate.useCase(), decisionId).orElseThrow(() -> new DecisionNotFound(decisionId));
        return of(candidate, decision.replayable(), decision.watched());
    }

    private static TrialResult of(Candidate candidate, Facts facts, boolean watched) {
        var replay = Replay.of(candidate);
        replay.requireLabel(facts);
        var explanation = replay.rules().explain(facts);
        var replayed = replay.clamped(explanation.ruling(), facts, watched);
        return new TrialResult(
                replayed.level(),
                replayed.reasons(),
                explanation.ruling().level(),
                replayed.clamp().reasons(),
                replayed.level() == OversightLevel.AUTO_APPROVE ? null : replay.queue(replayed),
                explanation.ruling().priority(),
                explanation.ruling().secondPerson(),
                explanation.fired(),
                explanation.nearly(),
                facts.prediction());
    }

    private Prediction prediction(Request request, Policy policy) {
        if (request.prediction() != null) {
            return request.prediction();
        }
        var champion = policies.inForce(policy.useCase()).model();
        if (champion == null) {
            throw new InvalidInput("/prediction", "No model is in force.", "Bring a prediction.");
        }
        try {
            return models.predict(policy, champion, request.subjectCase());
        } catch (RuntimeException unfit) {
            throw new InvalidInput(
                    "/prediction", "The champion cannot predict it: " + unfit.getMessage(), "Bring a prediction.");
        }
    }
}
