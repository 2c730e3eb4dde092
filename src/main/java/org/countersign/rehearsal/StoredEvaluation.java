package org.countersign.rehearsal;

import java.time.Instant;

/**
 * An evaluation that somebody made.
 *
 * @param fileDigest sha-256 of the file, 64 hex digits; the file itself is not kept
 */
public record StoredEvaluation(
        String id, String useCase, String madeBy, Instant madeAt, String fileDigest, EvaluationReport report) {}
