package org.countersign.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What was looked up a moment ago, so that thousands of decisions a second do not each look it up. Never for what a
 * publication, a promotion or a stop changes: those hold for the next decision.
 */
public final class Recent<K, V> {

    private static final int MOST = 1000;

    private record Seen<V>(V value, Instant at) {}

    private final Map<K, Seen<V>> seen = new ConcurrentHashMap<>();
    private final Duration age;
    private final Clock clock;

    /** @param age for how long something seen may be used */
    public Recent(Duration age, Clock clock) {
        this.age = age;
        this.clock = clock;
    }

    /** What was seen under the key, or what a look gives now. A look that fails leaves nothing behind. */
    public V get(K key, Supplier<V> look) {
        var now = clock.instant();
        var known = seen.get(key);
        if (known != null && !now.isBefore(known.at) && now.isBefore(known.at.plus(age))) {
            return known.value;
        }
        var value = look.get();
        if (seen.size() >= MOST) {
            seen.clear();
        }
        seen.put(key, new Seen<>(value, now));
        return value;
    }
}
