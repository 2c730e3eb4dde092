package org.countersign.learning;

import java.time.Instant;
import org.countersign.decision.Case;

/** A case that was imported with its label, and when. */
public record KnownCase(String id, Case subject, String label, Instant at) {}
