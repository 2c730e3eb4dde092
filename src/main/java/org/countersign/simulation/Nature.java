package org.countersign.simulation;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.countersign.decision.Case;

/** How the cases of a use case come about, and what is right for them; a made-up world, not a finding about the real one. */
interface Nature {

    String useCase();

    List<String> labels();

    /** A case as it might come in; the same draws give the same case. */
    Case draw(SplittableRandom random);

    /** The chance of each label to be the right one, given all that can be seen. Sums to 1. */
    Map<String, Double> chances(Case subject);

    /** Whether a case is of the kind whose truth changes when the world drifts. */
    boolean drifts(Case subject);

    /** As {@link #chances}, for a case of that kind after the drift. */
    Map<String, Double> chancesAfterDrift(Case subject);

    /** What changes when the world drifts, as a sentence for people. */
    String drift();
}
