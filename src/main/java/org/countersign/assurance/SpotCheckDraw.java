package org.countersign.assurance;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Draws decisions for blind spot checks by a keyed hash of their id (HMAC-SHA256): nobody without the key can foresee
 * or steer a draw, and with it every draw can be verified.
 *
 * @param probability with which it was drawn, in 0..1
 */
public record SpotCheckDraw(double probability, boolean drawn) {

    static SpotCheckDraw of(byte[] key, String decisionId, double probability) {
        return new SpotCheckDraw(probability, uniform(key, decisionId) < probability);
    }

    /** A number in 0 (inclusive) to 1 (exclusive), from the first 53 bits of the hash. */
    static double uniform(byte[] key, String decisionId) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            var hash = mac.doFinal(decisionId.getBytes(StandardCharsets.UTF_8));
            return (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1.0p-53;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
