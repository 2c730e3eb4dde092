package org.countersign.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.countersign.policy.Revision.Kind;

/**
 * A version in the making.
 *
 * @param base the version it was begun from
 * @param authors everyone who saved it
 * @param edits how often it was saved; a save names the one it builds on
 */
public record Draft(
        String id,
        String useCase,
        Kind kind,
        Map<String, String> files,
        String base,
        Set<String> authors,
        int edits,
        Instant updatedAt) {

    public Draft {
        files = Collections.unmodifiableMap(new TreeMap<>(files));
        authors = Set.copyOf(authors);
    }

    /** The version it would be. */
    public String version() {
        return Revisions.digest(files);
    }
}
