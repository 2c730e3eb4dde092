package org.countersign.monitoring;

import java.time.Instant;
import java.util.Map;

/**
 * A decision as far as it tells whether cases have changed.
 *
 * @param values by feature; a {@link Double} or a {@link String}, and nothing when missing
 */
record Seen(String id, Instant at, String model, Map<String, Object> values) {}
