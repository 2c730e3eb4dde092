package org.countersign.assurance;

import org.countersign.assurance.Certificate.State;
import org.countersign.assurance.Terms.Held;
import org.countersign.decision.Case;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.decision.Standing.Cover;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a decision may rest on: its certificate, or a waiver that is recorded, and the draw for a blind check. */
@Component
public class Assurance {

    private final DrawKey key;
    private final SpotCheckRows spotChecks;
    private final Guard guard;
    private final Terms terms;
    private final Coverage coverage;

    Assurance(DrawKey key, SpotCheckRows spotChecks, Guard guard, Terms terms, Coverage coverage) {
        this.key = key;
        this.spotChecks = spotChecks;
        this.guard = guard;
        this.terms = terms;
        this.coverage = coverage;
    }

    /**
     * How far a prediction is assured. One that does not name its model never is.
     *
     * @param ruleSet the version that will route it
     */
    public Standing standing(Policy policy, String ruleSet, Case subject, Prediction prediction) {
        var useCase = policy.useCase();
        var segment = policy.segmentOf(subject);
        var seen = guard.pass(useCase);
        var now = terms.of(useCase, seen.generation());
        var auto = held(now, policy, ruleSet, OversightLevel.AUTO_APPROVE, segment, prediction);
        var onTheLoop = held(now, policy, ruleSet, OversightLevel.HUMAN_ON_THE_LOOP, segment, prediction);
        return new Standing(
                state(auto),
                coverage.of(useCase).orElse(null),
                spotChecks.answered(useCase, prediction.modelVersion()),
                seen.isStopped(useCase, segment),
                now.watched().contains(segment),
                cover(auto, prediction),
                cover(onTheLoop, prediction),
                rate(now, policy, OversightLevel.AUTO_APPROVE, segment),
                rate(now, policy, OversightLevel.HUMAN_ON_THE_LOOP, segment));
    }

    private static double rate(Terms.Now now, Policy policy, OversightLevel level, String segment) {
        return now.rate(level, segment, policy.spotChecks().rate(level));
    }

    private static @Nullable Held held(
            Terms.Now now, Policy policy, String ruleSet, OversightLevel level, String segment, Prediction prediction) {
        var model = prediction.modelVersion();
        return model == null
                ? null
                : now.certificate(policy.version(), ruleSet, new Cell(model, level, segment, prediction.label()));
    }

    private static CertificateState state(@Nullable Held held) {
        if (held == null) {
            return CertificateState.NONE;
        }
        return held.state() == State.VALID ? CertificateState.VALID : CertificateState.REVOKED;
    }

    private static @Nullable Cover cover(@Nullable Held held, Prediction prediction) {
        return held == null || held.state() != State.VALID
                ? null
                : new Cover(held.id(), held.threshold(), prediction.confidence() >= held.threshold());
    }

    /** Draws a decision that takes effect unreviewed, with the rate that its standing names; a reviewed one never is. */
    public SpotCheckDraw draw(String decisionId, OversightLevel level, Standing standing) {
        var rate = switch (level) {
            case AUTO_APPROVE -> standing.rate();
            case HUMAN_ON_THE_LOOP -> standing.onTheLoopRate();
            case HUMAN_IN_THE_LOOP -> null;
        };
        return rate == null ? new SpotCheckDraw(0, false) : SpotCheckDraw.of(key.bytes(), decisionId, rate);
    }
}
