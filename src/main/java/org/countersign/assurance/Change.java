package org.countersign.assurance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * From when on cases, or their right labels, are likely to be others, by the word of an alarm that stopped a segment.
 *
 * @param model that the alarm was about; null or empty when the callers' predictions name none
 * @param afterId decisions after this id are from after it; empty when it may have been so all along
 * @param at when that decision came in, or, without one, when the alarm was raised
 * @param raisedAt when the alarm was raised
 */
public record Change(@Nullable String model, String afterId, Instant at, Instant raisedAt) {}
