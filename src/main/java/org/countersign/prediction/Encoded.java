package org.countersign.prediction;

import org.countersign.decision.Case;

/** A case and what the encoder made of it. */
record Encoded(Case subject, Columns columns) {}
