package org.countersign.learning;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.countersign.decision.LedgerJson;
import org.countersign.policy.Field;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * All that a person is shown who is asked for a label: the case, and what may be answered. No model has a say in it.
 *
 * @param contentVersion digest of all the rest; the answer names it (law 6)
 */
record LabellingShown(
        String title,
        String guidance,
        String contentVersion,
        List<Row> fields,
        List<Option> verdicts,
        List<Option> labels,
        List<Option> categories) {

    static final String LABEL = "LABEL";
    static final String ABSTAIN = "ABSTAIN";

    record Row(String field, String value) {}

    record Option(String label, String value) {}

    static LabellingShown of(Policy policy, Unlabelled subject) {
        var verdicts = new ArrayList<>(List.of(new Option("I can tell", LABEL)));
        if (!policy.review().abstainCategories().isEmpty()) {
            verdicts.add(new Option("I cannot judge it", ABSTAIN));
        }
        var shown = new LabellingShown(
                policy.title(),
                "What would be right here? Nothing happens to this case: models learn from your answer.",
                "",
                policy.fields().stream()
                        .map(f -> new Row(
                                f.title(), words(f, subject.subject().fields().get(f.name()))))
                        .toList(),
                verdicts,
                policy.labels().stream()
                        .map(l -> new Option(l.title(), l.name()))
                        .toList(),
                options(policy.review().abstainCategories()));
        var version = UUID.nameUUIDFromBytes(LedgerJson.write(shown).getBytes(StandardCharsets.UTF_8));
        return new LabellingShown(
                shown.title,
                shown.guidance,
                version.toString(),
                shown.fields,
                shown.verdicts,
                shown.labels,
                shown.categories);
    }

    private static List<Option> options(Map<String, String> codes) {
        return codes.entrySet().stream()
                .map(e -> new Option(e.getValue(), e.getKey()))
                .toList();
    }

    private static String words(Field field, @Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        if (value instanceof Double number) {
            return number == Math.rint(number) && Math.abs(number) < 1e15
                    ? String.format(Locale.ROOT, "%,d", number.longValue())
                    : number.toString();
        }
        return field.values().getOrDefault(value.toString(), value.toString());
    }
}
