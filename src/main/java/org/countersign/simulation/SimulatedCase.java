package org.countersign.simulation;

import org.countersign.decision.Case;

/** A case and the label that is right for it. */
public record SimulatedCase(Case subject, String truth) {}
