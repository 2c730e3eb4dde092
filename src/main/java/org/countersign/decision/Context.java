package org.countersign.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where and when a decision was asked for; data, so that a replay sees the same. */
public record Context(@Nullable String channel, @Nullable String region, Instant time) {}
