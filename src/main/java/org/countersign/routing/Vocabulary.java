package org.countersign.routing;

import static org.countersign.routing.FactType.CASE;
import static org.countersign.routing.FactType.CONTEXT;
import static org.countersign.routing.FactType.PREDICTION;
import static org.countersign.routing.FactType.STANDING;
import static org.countersign.routing.FactType.WORKLOAD;
import static org.countersign.routing.Term.Kind.NUMBER;
import static org.countersign.routing.Term.Kind.SHARE;
import static org.countersign.routing.Term.Kind.TEXT;
import static org.countersign.routing.Term.Kind.TRUTH;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.countersign.decision.Facts;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** All that rules of a use case may read. */
final class Vocabulary {

    private final Map<FactType, Map<String, Term>> terms = new EnumMap<>(FactType.class);

    Vocabulary(Policy policy) {
        for (var fact : FactType.values()) {
            terms.put(fact, new LinkedHashMap<>());
        }
        policy.fields().stream().filter(f -> f.type() != FieldType.TEXT).forEach(this::field);
        prediction(policy);
        put(
                STANDING,
                "certificate",
                TEXT,
                names(CertificateState.values()),
                f -> f.standing().certificate().name());
        put(STANDING, "coverage", SHARE, List.of(), f -> f.standing().coverage());
        put(STANDING, "spotChecks", NUMBER, List.of(), f ->
                (double) f.standing().spotChecks());
        put(STANDING, "stopped", TRUTH, List.of(), f -> f.standing().stopped());
        put(WORKLOAD, "waiting", NUMBER, List.of(), f -> (double) f.workload().waiting());
        put(WORKLOAD, "oldest", NUMBER, List.of(), f -> f.workload().oldest());
        put(CONTEXT, "channel", TEXT, List.of(), f -> f.context().channel());
        put(CONTEXT, "region", TEXT, List.of(), f -> f.context().region());
    }

    Optional<Term> term(FactType fact, String name) {
        return Optional.ofNullable(of(fact).get(name));
    }

    Collection<String> names(FactType fact) {
        return of(fact).keySet();
    }

    private void field(Field field) {
        var kind = field.type() == FieldType.NUMBER ? NUMBER : TEXT;
        put(
                CASE,
                field.name(),
                kind,
                List.copyOf(field.values().keySet()),
                f -> f.subject().fields().get(field.name()));
    }

    private void prediction(Policy policy) {
        var labels = policy.labels().stream().map(Label::name).toList();
        put(PREDICTION, "label", TEXT, labels, f -> f.prediction().label());
        put(PREDICTION, "confidence", SHARE, List.of(), f -> f.prediction().confidence());
        put(PREDICTION, "typicality", SHARE, List.of(), f -> f.prediction().typicality());
        put(PREDICTION, "modelVersion", TEXT, List.of(), f -> f.prediction().modelVersion());
        put(
                PREDICTION,
                "adverse",
                TRUTH,
                List.of(),
                f -> policy.label(f.prediction().label()).map(Label::adverse).orElse(null));
    }

    private void put(
            FactType fact, String name, Term.Kind kind, List<String> values, Function<Facts, @Nullable Object> source) {
        of(fact).put(name, new Term(fact, name, kind, values, source));
    }

    private Map<String, Term> of(FactType fact) {
        return terms.getOrDefault(fact, Map.of());
    }

    private static List<String> names(CertificateState[] states) {
        return Arrays.stream(states).map(Enum::name).toList();
    }
}
