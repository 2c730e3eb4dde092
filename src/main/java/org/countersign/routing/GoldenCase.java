package org.countersign.routing;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;
import org.countersign.decision.Case;
import org.countersign.decision.Context;
import org.countersign.decision.Facts;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Prediction;
import org.countersign.decision.Standing;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.decision.Workload;
import org.countersign.policy.FieldType;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** One row of golden cases. */
final class GoldenCase {

    static final List<String> COLUMNS = List.of(
            "name",
            "level",
            "prediction.label",
            "prediction.confidence",
            "prediction.typicality",
            "prediction.modelVersion",
            "standing.certificate",
            "standing.coverage",
            "standing.spotChecks",
            "standing.stopped",
            "workload.waiting",
            "workload.oldest",
            "context.channel",
            "context.region",
            "context.time",
            "route.queue",
            "route.priority",
            "route.secondPerson");

    /** When a case without a time was asked for: a fixed moment, so that a row means the same on every day. */
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    private final CSVRecord row;
    private final int line;
    private final Policy policy;
    private final Problems problems;
    private boolean unreadable;

    GoldenCase(CSVRecord row, int line, Policy policy, Problems problems) {
        this.row = row;
        this.line = line;
        this.policy = policy;
        this.problems = problems;
    }

    void check(BuiltRules rules) {
        if (!row.isConsistent()) {
            problems.add(line, 1, "The row has another number of cells than the header.", "Mend the row.");
            return;
        }
        var facts = facts();
        var level = value("level", OversightLevel::valueOf, "Use " + Arrays.toString(OversightLevel.values()));
        var priority = value("route.priority", Integer::valueOf, "Write a whole number.");
        var second = value("route.secondPerson", GoldenCase::truth, "Write true or false.");
        if (level == null && !unreadable) {
            problem("level", "The case does not say its level.", "Write the level that you expect.");
        }
        if (unreadable || level == null) {
            return;
        }
        var ruling = ask(rules, facts);
        expect("level", level, ruling.level().orStricter(policy.floor()), ruling);
        expect("route.queue", text("route.queue"), ruling.queue(), ruling);
        expect("route.priority", priority, ruling.priority(), ruling);
        expect("route.secondPerson", second, ruling.secondPerson(), ruling);
    }

    /** The first case on a cold or busy machine waits for what is loaded first, which is no fault of the rules. */
    private static Ruling ask(BuiltRules rules, Facts facts) {
        try {
            return rules.rule(facts);
        } catch (RulesFailed cold) {
            return rules.rule(facts);
        }
    }

    private void expect(String column, @Nullable Object expected, @Nullable Object actual, Ruling ruling) {
        if (expected != null && !expected.equals(actual)) {
            wrong(
                    column,
                    "Case '%s' gets %s, not %s, because of %s."
                            .formatted(text("name"), actual == null ? "none" : actual, expected, reasons(ruling)),
                    "Mend the rules, or the case if it is the one that is wrong.");
        }
    }

    private static String reasons(Ruling ruling) {
        return ruling.reasons().isEmpty()
                ? "no rule at all"
                : ruling.reasons().stream()
                        .map(r -> "\"" + r.rule() + "\" (" + r.text() + ")")
                        .collect(Collectors.joining(", "));
    }

    private Facts facts() {
        var fields = new LinkedHashMap<String, Object>();
        policy.fields().forEach(field -> {
            Function<String, Object> read = field.type() == FieldType.NUMBER ? GoldenCase::number : Object.class::cast;
            var value = value(field.name(), read, "Write a number.");
            if (value != null) {
                fields.put(field.name(), value);
            }
        });
        return new Facts(new Case(fields), prediction(), standing(), workload(), context());
    }

    private Prediction prediction() {
        var label = text("prediction.label");
        var confidence = cell("prediction.confidence");
        if (label == null || policy.label(label).isEmpty()) {
            problem(
                    "prediction.label",
                    "'" + label + "' is no label.",
                    TermChecks.nearest("" + label, policy.labelNames()));
        }
        if (confidence == null) {
            problem("prediction.confidence", "The confidence is not there.", "Write a number from 0 to 1.");
        }
        return new Prediction(
                Objects.requireNonNullElse(label, ""),
                Objects.requireNonNullElse(confidence, Double.NaN),
                Map.of(),
                cell("prediction.typicality"),
                List.of(),
                text("prediction.modelVersion"));
    }

    private Standing standing() {
        return new Standing(
                orElse(
                        value("standing.certificate", CertificateState::valueOf, "Use VALID, NONE or REVOKED."),
                        CertificateState.NONE),
                cell("standing.coverage"),
                orElse(value("standing.spotChecks", Integer::valueOf, "Write a whole number."), 0),
                orElse(value("standing.stopped", GoldenCase::truth, "Write true or false."), false));
    }

    private Workload workload() {
        return new Workload(
                orElse(value("workload.waiting", Integer::valueOf, "Write a whole number."), 0),
                orElse(cell("workload.oldest"), 0.0));
    }

    private Context context() {
        return new Context(
                text("context.channel"),
                text("context.region"),
                orElse(value("context.time", Instant::parse, "Write a time as 2026-01-31T12:00:00Z."), TIME));
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private @Nullable Double cell(String column) {
        return value(column, GoldenCase::number, "Write a number.");
    }

    private @Nullable String text(String column) {
        return row.isSet(column) && !row.get(column).isEmpty() ? row.get(column) : null;
    }

    private <T> @Nullable T value(String column, Function<String, T> read, String mend) {
        var text = text(column);
        try {
            return text == null ? null : read.apply(text);
        } catch (IllegalArgumentException | DateTimeException unfit) {
            problem(column, "'" + text + "' does not fit here.", mend);
            return null;
        }
    }

    private void problem(String column, String what, String mend) {
        unreadable = true;
        wrong(column, what, mend);
    }

    private void wrong(String column, String what, String mend) {
        problems.add(line, Math.max(0, row.getParser().getHeaderNames().indexOf(column)) + 1, what, mend);
    }

    private static Double number(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(text);
        }
        return value;
    }

    private static Boolean truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(text);
        }
        return text.equals("true");
    }
}
