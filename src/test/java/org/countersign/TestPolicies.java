package org.countersign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Field;
import org.countersign.policy.FieldType;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;

/** Policies for tests of rules, with the fields that the rules read. */
public final class TestPolicies {

    private TestPolicies() {}

    public static Policy credit() {
        var fields = new ArrayList<Field>();
        for (var name : List.of("duration_months", "credit_amount", "age", "existing_credits")) {
            fields.add(number(name));
        }
        fields.add(category("checking_status", "A11", "A12", "A13", "A14"));
        fields.add(category("purpose", "A40", "A41", "A42", "A43", "A44", "A45", "A46", "A47", "A48", "A49", "A410"));
        fields.add(category("savings", "A61", "A62", "A63", "A64", "A65"));
        fields.add(category("housing"));
        fields.add(new Field("remarks", FieldType.TEXT, "remarks", false, false, Map.of(), null, null));
        return policy(
                "credit",
                List.of(label("good", false), label("bad", true)),
                fields,
                OversightLevel.AUTO_APPROVE,
                "credit-senior");
    }

    public static Policy moderation() {
        return policy(
                "moderation",
                List.of(label("hate", true), label("offensive", true), label("neither", false)),
                List.of(new Field("tweet", FieldType.TEXT, "tweet", true, false, Map.of(), null, null)),
                OversightLevel.AUTO_APPROVE);
    }

    public static Policy triage() {
        var fields = List.of("clump_thickness", "cell_size_uniformity", "cell_shape_uniformity", "bare_nuclei").stream()
                .map(TestPolicies::number)
                .toList();
        return policy(
                "triage",
                List.of(label("benign", false), label("malignant", false)),
                fields,
                OversightLevel.HUMAN_IN_THE_LOOP);
    }

    private static Policy policy(
            String useCase, List<Label> labels, List<Field> fields, OversightLevel floor, String... queues) {
        return new Policy(
                useCase,
                useCase,
                "0".repeat(64),
                labels,
                "label",
                Set.of(),
                fields,
                floor,
                Policy.Assurance.REQUIRED,
                List.of(),
                new Policy.ErrorBudget(.05, .05, new Policy.ErrorBudget.OnTheLoop(.05, false)),
                new Policy.SpotChecks(.05, .05, 0, null, Duration.ofDays(3), .2, false),
                new Policy.Review(
                        Policy.Blind.ALWAYS,
                        useCase + "-review",
                        useCase + "-escalation",
                        Set.of(queues),
                        Duration.ofHours(8),
                        Map.of(),
                        Map.of()),
                new Policy.Supervision(useCase + "-supervision", Duration.ofHours(4)),
                new Policy.Learning(500, null));
    }

    private static Field number(String name) {
        return new Field(name, FieldType.NUMBER, name, false, false, Map.of(), null, null);
    }

    private static Field category(String name, String... values) {
        return new Field(
                name,
                FieldType.CATEGORY,
                name,
                false,
                false,
                Stream.of(values).collect(Collectors.toMap(v -> v, v -> v)),
                null,
                null);
    }

    private static Label label(String name, boolean adverse) {
        return new Label(name, name, adverse, Set.of());
    }
}
