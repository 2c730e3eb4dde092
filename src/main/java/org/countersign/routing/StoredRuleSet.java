package org.countersign.routing;

import java.time.Instant;

/**
 * A version of a use case's rules, without its text.
 *
 * @param version digest of the canonical text
 * @param sequence number of the version within its use case, from 1
 */
public record StoredRuleSet(
        String useCase, String version, int sequence, RuleSetState state, Instant createdAt, String createdBy) {}
