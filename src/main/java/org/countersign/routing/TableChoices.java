package org.countersign.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.countersign.decision.OversightLevel;
import org.countersign.policy.Field;
import org.countersign.policy.Policy;
import org.countersign.routing.TableColumn.Asked;
import org.countersign.routing.TableColumn.Part;

/**
 * What the columns of a decision table can be, and what can stand in their cells, for people to choose from.
 *
 * @param fields what conditions can ask for
 * @param parts columns of another kind
 */
public record TableChoices(List<Asking> fields, List<Choice> parts) {

    private static final List<String> UNORDERED = List.of("==", "!=", "in", "not in");

    /**
     * A field with the operators that make a heading of it.
     *
     * @param values empty when open
     */
    public record Asking(String field, String title, List<String> operators, List<Value> values) {}

    /** A column that is no condition. */
    public record Choice(String heading, List<Value> values) {}

    /** A cell, and what it means. */
    public record Value(String text, String meaning) {}

    public TableChoices {
        fields = List.copyOf(fields);
        parts = List.copyOf(parts);
    }

    /** What the policy of a use case lets its tables say. */
    public static TableChoices of(Policy policy) {
        var vocabulary = new Vocabulary(policy);
        var fields = new ArrayList<Asking>();
        for (var fact : FactType.values()) {
            vocabulary
                    .names(fact)
                    .forEach(name -> vocabulary.term(fact, name).ifPresent(term -> fields.add(asking(term, policy))));
        }
        var parts = Stream.concat(Part.BEFORE_CONDITIONS.stream(), Part.AFTER_CONDITIONS.stream())
                .map(part -> new Choice(part.heading(), cells(part, policy)))
                .toList();
        return new TableChoices(fields, parts);
    }

    private static Asking asking(Term term, Policy policy) {
        var title = term.fact() == FactType.CASE
                ? policy.field(term.name()).map(Field::title).orElse(term.name())
                : term.title();
        var words = term.fact() == FactType.CASE
                ? policy.field(term.name()).map(Field::values).orElse(Map.of())
                : Map.<String, String>of();
        var values = term.kind() == Term.Kind.TRUTH ? List.of("true", "false") : term.values();
        return new Asking(
                term.title(),
                title,
                term.hasOrder() ? Asked.TESTS : UNORDERED,
                values.stream().map(v -> new Value(v, words.getOrDefault(v, v))).toList());
    }

    private static List<Value> cells(Part part, Policy policy) {
        var texts = switch (part) {
            case LEVEL ->
                Arrays.stream(OversightLevel.values()).map(TableRow::word).toList();
            case QUEUE -> List.copyOf(policy.queueNames());
            case SECOND_PERSON -> List.of("yes");
            default -> List.<String>of();
        };
        return texts.stream().map(text -> new Value(text, text)).toList();
    }
}
