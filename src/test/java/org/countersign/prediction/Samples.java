package org.countersign.prediction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.countersign.decision.Case;
import org.countersign.decision.LabelledCase;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;

/** A small use case whose truth is known. */
final class Samples {

    static final Policy POLICY = policy(
            List.of("bad", "good"),
            field("amount", FieldType.NUMBER),
            field("age", FieldType.NUMBER),
            field("housing", FieldType.CATEGORY),
            field("purpose", FieldType.TEXT));

    private static final List<String> HOUSING = List.of("own", "rent", "free");
    private static final List<String> PURPOSES =
            List.of("a new car for work", "used car", "holiday in Spain", "a holiday", "school for the children");

    private Samples() {}

    static Field field(String name, FieldType type) {
        return new Field(name, type, name, false, false, Map.of(), null, null);
    }

    static Policy policy(List<String> labels, Field... fields) {
        return new Policy(
                "credit",
                "Credit",
                "policy of " + labels + List.of(fields),
                labels.stream().map(l -> new Label(l, l, false, Set.of())).toList(),
                "label",
                Set.of(),
                List.of(fields),
                OversightLevel.AUTO_APPROVE,
                Policy.Assurance.REQUIRED,
                List.of(),
                new Policy.ErrorBudget(.05, .05, new Policy.ErrorBudget.OnTheLoop(.05, false)),
                new Policy.SpotChecks(.05, .1, 0, null, Duration.ofDays(3), .2, false),
                new Policy.Review(
                        Policy.Blind.ALWAYS, "workers", "seniors", Set.of(), Duration.ofDays(1), Map.of(), Map.of()),
                new Policy.Supervision("supervisors", Duration.ofHours(1)),
                new Policy.Learning(500, null));
    }

    static LabelledCase example(String id, String label, Map<String, Object> fields) {
        return new LabelledCase(id, new Case(fields), label, 1);
    }

    /** One case for each value, under the field {@code f}; an absent value stands for a missing one. */
    static List<LabelledCase> valued(Object... values) {
        var examples = new ArrayList<LabelledCase>();
        for (var value : values) {
            Map<String, Object> fields = value.equals("<missing>") ? Map.of() : Map.of("f", value);
            examples.add(example("e" + examples.size(), examples.size() % 2 == 0 ? "bad" : "good", fields));
        }
        return examples;
    }

    /** Cases of {@link #POLICY}, every value missing now and then. */
    static List<LabelledCase> examples(int count) {
        return examples(count, List.of("bad", "good"));
    }

    static List<LabelledCase> examples(int count, List<String> labels) {
        var random = new Random(7);
        return Stream.generate(() -> subject(random))
                .limit(count)
                .map(c -> example(String.format("%08x", random.nextInt()), truth(c, labels, random), c.fields()))
                .toList();
    }

    private static Case subject(Random random) {
        var fields = new HashMap<String, Object>();
        fields.put("amount", Math.round(100 * Math.exp(7 + random.nextGaussian())) / 100.0);
        fields.put("age", (double) (18 + random.nextInt(60)));
        fields.put("housing", HOUSING.get(random.nextInt(3)));
        fields.put("purpose", PURPOSES.get(random.nextInt(5)));
        fields.keySet().removeIf(name -> random.nextInt(10) == 0);
        return new Case(fields);
    }

    private static String truth(Case subject, List<String> labels, Random random) {
        double score = random.nextGaussian()
                + (subject.value("amount").orElse(0.0) instanceof Double amount && amount > 1500 ? -1 : 1)
                + (subject.value("housing").orElse("").equals("own") ? 1 : -1)
                + (subject.value("purpose").orElse("").toString().contains("holiday") ? -1 : 0);
        return labels.get((int) Math.min(
                labels.size() - 1, Math.max(0, Math.round(score + (labels.size() - 1) / 2.0))));
    }
}
