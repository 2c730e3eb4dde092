package org.countersign.process;

import org.countersign.decision.Refused;

/** The same idempotency key came with another body (law 7). */
public class IdempotencyKeyReused extends Refused {

    IdempotencyKeyReused(String key) {
        super(409, "The idempotency key " + key + " came before with another body: send a new key for a new request.");
    }
}
