package org.countersign.routing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The rules of a use case, in order. */
public record RuleSet(List<Rule> rules) {

    public RuleSet {
        rules = List.copyOf(rules);
    }

    /** The canonical text; reading it gives this rule set again. */
    public String text() {
        return RuleText.write(this);
    }

    /** What tells this rule set from any other: the sha-256 digest of its canonical text, 64 hex digits. */
    public String version() {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
