package org.countersign.rehearsal;

import java.util.List;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Reason;
import org.countersign.routing.Explanation.NearMiss;
import org.jspecify.annotations.Nullable;

/**
 * Where one case would go, and why.
 *
 * @param level after all
 * @param reasons all of them, as a decision would record them
 * @param ruled the level that the rules alone chose
 * @param clamps what floor, stop switch and certificate said to that; empty when nothing
 * @param queue where a person would find it; null for an automatic decision
 * @param fired rules that fired, in order
 * @param nearly rules that lack one condition
 */
public record TrialResult(
        OversightLevel level,
        List<Reason> reasons,
        OversightLevel ruled,
        List<Reason> clamps,
        @Nullable String queue,
        int priority,
        boolean secondPerson,
        List<String> fired,
        List<NearMiss> nearly,
        Prediction prediction) {

    public TrialResult {
        reasons = List.copyOf(reasons);
        clamps = List.copyOf(clamps);
        fired = List.copyOf(fired);
        nearly = List.copyOf(nearly);
    }
}
