package org.countersign.assurance;

import java.util.List;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;

/** The least strict level that assurance allows, and why. */
public record Clamp(OversightLevel level, List<Reason> reasons) {}
