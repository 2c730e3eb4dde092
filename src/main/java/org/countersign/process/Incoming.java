package org.countersign.process;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a door hands to {@code receive}: the body as it came, and who sent it. Remembered
 * for the transaction, never stored.
 *
 * @param fault why an earlier try failed; then nothing is asked of model or rules again, and a person decides
 */
record Incoming(
        String decisionId,
        JsonNode body,
        String caller,
        @Nullable String idempotencyKey,
        @Nullable String fault) {

    Incoming withFault(String why) {
        return new Incoming(decisionId, body, caller, idempotencyKey, why);
    }
}
