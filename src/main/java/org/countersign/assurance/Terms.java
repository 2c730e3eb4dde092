package org.countersign.assurance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.countersign.assurance.Certificate.State;
import org.countersign.assurance.Rates.Of;
import org.countersign.decision.OversightLevel;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What decisions of a use case rest on, besides the stop switch: certificates, warnings and rates. Kept by the generation
 * that each decision reads anyway, so that they cost no trip until something changes.
 */
@Component
class Terms {

    private static final int DOUBLED = 2;

    /** What holds for one generation. */
    record Now(long generation, Map<Key, Held> certificates, Set<String> watched, Map<Of, Double> rates) {

        @Nullable
        Held certificate(String policy, String ruleSet, Cell cell) {
            return certificates.get(new Key(policy, ruleSet, cell));
        }

        /** Where a warning stands, twice as many are drawn. */
        double rate(OversightLevel level, String segment, double least) {
            var rate = Math.max(least, rates.getOrDefault(new Of(level, segment), 0.));
            return watched.contains(segment) ? Math.min(1, DOUBLED * rate) : rate;
        }
    }

    record Key(String policy, String ruleSet, Cell cell) {}

    record Held(String id, State state, double threshold) {}

    private final CertificateRows certificates;
    private final Rates rates;
    private final JdbcClient jdbc;
    private final Map<String, Now> known = new ConcurrentHashMap<>();

    Terms(CertificateRows certificates, Rates rates, JdbcClient jdbc) {
        this.certificates = certificates;
        this.rates = rates;
        this.jdbc = jdbc;
    }

    /** What was read last may be newer than the generation that asks; it is never older. */
    Now of(String useCase, long generation) {
        var now = known.get(useCase);
        if (now == null || now.generation() < generation) {
            now = read(useCase, generation);
            known.merge(useCase, now, (a, b) -> a.generation() > b.generation() ? a : b);
        }
        return now;
    }

    private Now read(String useCase, long generation) {
        Function<Certificate, Key> key = c -> new Key(c.policy(), c.ruleSet(), c.cell());
        return new Now(
                generation,
                certificates.inForce(useCase).stream()
                        .collect(Collectors.toMap(
                                key,
                                c -> new Held(c.id(), c.state(), c.proof().threshold()),
                                (older, newer) -> older.state() == State.VALID ? older : newer)),
                Set.copyOf(watched(useCase)),
                rates.known(useCase));
    }

    private List<String> watched(String useCase) {
        return jdbc.sql("select segment from watched_segment where use_case = ?")
                .param(useCase)
                .query(String.class)
                .list();
    }
}
