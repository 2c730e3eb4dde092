package org.countersign.assurance;

import org.countersign.decision.Case;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.policy.Policy;
import org.springframework.stereotype.Component;

/** What a decision may rest on: its certificate, or a waiver that is recorded, and the draw for a blind check. */
@Component
public class Assurance {

    private final DrawKey key;
    private final SpotCheckRows spotChecks;
    private final Guard guard;

    Assurance(DrawKey key, SpotCheckRows spotChecks, Guard guard) {
        this.key = key;
        this.spotChecks = spotChecks;
        this.guard = guard;
    }

    /** How far the model behind a prediction is assured. No model has a certificate yet, so all stand without. */
    public Standing standing(Policy policy, Case subject, Prediction prediction) {
        var seen = guard.pass(policy.useCase());
        return new Standing(
                CertificateState.NONE,
                null,
                spotChecks.answered(policy.useCase(), prediction.modelVersion()),
                seen.isStopped(policy.useCase(), policy.segmentOf(subject)));
    }

    /** Draws a decision that takes effect unreviewed; a reviewed one is never drawn. */
    public SpotCheckDraw draw(Policy policy, String decisionId, OversightLevel level) {
        return switch (level) {
            case AUTO_APPROVE ->
                SpotCheckDraw.of(key.bytes(), decisionId, policy.spotChecks().rate());
            case HUMAN_ON_THE_LOOP ->
                SpotCheckDraw.of(key.bytes(), decisionId, policy.spotChecks().onTheLoopRate());
            case HUMAN_IN_THE_LOOP -> new SpotCheckDraw(0, false);
        };
    }
}
