package org.countersign.routing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Facts;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Workload;
import org.jspecify.annotations.Nullable;

/** Facts of a credit case: 2,000 DM, surely good. */
final class FactsBuilder {

    private final Map<String, Object> fields = new TreeMap<>(Map.of("credit_amount", 2000.0, "purpose", "A43"));
    private String label = "good";
    private double confidence = 0.95;
    private @Nullable Double typicality;
    private Standing standing = Standing.none();
    private Workload workload = Workload.none();
    private Instant time = Instant.parse("2026-06-01T12:00:00Z");

    static FactsBuilder someFacts() {
        return new FactsBuilder();
    }

    FactsBuilder with(String field, Object value) {
        fields.put(field, value);
        return this;
    }

    FactsBuilder without(String field) {
        fields.remove(field);
        return this;
    }

    FactsBuilder predicting(String label, double confidence) {
        this.label = label;
        this.confidence = confidence;
        return this;
    }

    FactsBuilder typical(double typicality) {
        this.typicality = typicality;
        return this;
    }

    FactsBuilder with(Standing standing) {
        this.standing = standing;
        return this;
    }

    FactsBuilder waiting(int waiting) {
        this.workload = new Workload(waiting, 0);
        return this;
    }

    FactsBuilder at(String time) {
        this.time = Instant.parse(time);
        return this;
    }

    Facts build() {
        return new Facts(
                new Case(fields),
                new Prediction(label, confidence, Map.of(), typicality, List.of(), null),
                standing,
                workload,
                new Context(null, null, time));
    }
}
