package org.countersign.assurance;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.countersign.decision.OversightLevel;

/** What the whole route in force would do with cases of the past; told by those who know rules and models. */
public interface RouteReplay {

    /**
     * A labelled case that was imported and kept from training, as the route in force would take it.
     *
     * @param cell at the level that rules and floor alone come to
     * @param at when it was imported
     */
    record HeldOut(String example, Cell cell, double score, boolean wrong, Instant at) {}

    /** The level that rules and floor alone come to, and the segment under the policy. */
    record Ruled(OversightLevel level, String segment) {}

    /** By decision; one that cannot be replayed is left out. */
    Map<String, Ruled> ruled(String useCase, List<String> decisionIds);

    /** At most the newest 5,000; none when the model is not one of ours. */
    List<HeldOut> heldOut(String useCase, String model);
}
