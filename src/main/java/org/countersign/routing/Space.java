package org.countersign.routing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.countersign.policy.Label;
import org.countersign.policy.Policy;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.jspecify.annotations.Nullable;

/**
 * All cases that there can be: an axis for the day and for each field that rules may read, with what the policy lets it
 * be. Whether a prediction is adverse follows from its label, so it has no axis of its own.
 */
final class Space {

    static final int DAY = 0;

    private static final Set<String> NEVER_NEGATIVE =
            Set.of("Standing.spotChecks", "Workload.waiting", "Workload.oldest");

    private final Policy policy;
    private final Vocabulary vocabulary;
    private final Map<Term, Integer> axes = new HashMap<>();
    private final List<String> titles = new ArrayList<>(List.of("day"));
    private final List<Values> domains = new ArrayList<>(List.of(Spans.ALL));

    Space(Policy policy) {
        this.policy = policy;
        this.vocabulary = new Vocabulary(policy);
        for (var fact : FactType.values()) {
            vocabulary.names(fact).forEach(name -> axis(fact, name));
        }
    }

    private void axis(FactType fact, String name) {
        var term = term(fact, name);
        if (!isAdverse(term)) {
            axes.put(term, titles.size());
            titles.add(term.title());
            domains.add(domain(term));
        }
    }

    private Values domain(Term term) {
        return switch (term.kind()) {
            case SHARE -> Spans.fromTo(0, 1);
            case NUMBER -> NEVER_NEGATIVE.contains(term.title()) ? Spans.of(Operator.AT_LEAST, 0) : limits(term);
            case TEXT -> term.values().isEmpty() ? Words.ALL : Words.of(term.values());
            case TRUTH -> Words.of(List.of("true", "false"));
        };
    }

    private Values limits(Term term) {
        var field = policy.field(term.name()).filter(f -> term.fact() == FactType.CASE);
        double min = field.map(f -> f.min()).orElse(Double.NEGATIVE_INFINITY);
        double max = field.map(f -> f.max()).orElse(Double.POSITIVE_INFINITY);
        return Spans.fromTo(min, max);
    }

    Box everything() {
        return Box.everything(titles.size());
    }

    String title(int axis) {
        return titles.get(axis);
    }

    Values domain(int axis) {
        return domains.get(axis);
    }

    /** Where a rule holds at all; null when on no day. */
    @Nullable
    Box days(Rule rule) {
        if (rule.isAlwaysInForce()) {
            return everything();
        }
        var days = Spans.between(
                day(rule.effective(), Double.NEGATIVE_INFINITY), day(rule.expires(), Double.POSITIVE_INFINITY));
        return days.isEmpty() ? null : everything().with(DAY, days);
    }

    private static double day(@Nullable LocalDate day, double open) {
        return day == null ? open : day.toEpochDay();
    }

    void addAxes(FactType fact, Condition condition, BitSet found) {
        if (condition instanceof Condition.Not not) {
            addAxes(fact, not.part(), found);
        } else if (condition instanceof Condition.AllOf all) {
            all.parts().forEach(part -> addAxes(fact, part, found));
        } else if (condition instanceof Condition.AnyOf any) {
            any.parts().forEach(part -> addAxes(fact, part, found));
        } else {
            found.set(axis(fact, condition));
        }
    }

    int axis(FactType fact, Condition leaf) {
        var term = term(fact, field(leaf));
        var axis = axes.get(isAdverse(term) ? term(FactType.PREDICTION, "label") : term);
        return axis == null ? DAY : axis;
    }

    /** What a comparison or membership lets through, whatever the policy says of the field. */
    Values values(FactType fact, Condition leaf) {
        var term = term(fact, field(leaf));
        if (leaf instanceof Comparison c && c.literal() instanceof Literal.Numeric number) {
            return Spans.of(c.operator(), number.value());
        }
        var literals = leaf instanceof Comparison c ? List.of(c.literal()) : ((Membership) leaf).literals();
        boolean negated =
                leaf instanceof Comparison c ? c.operator() == Operator.NOT_EQUAL : ((Membership) leaf).negated();
        var values = values(term, literals);
        return negated ? values.not() : values;
    }

    private Values values(Term term, List<Literal> literals) {
        if (term.hasOrder()) {
            return Spans.of(literals.stream()
                    .filter(Literal.Numeric.class::isInstance)
                    .map(l -> ((Literal.Numeric) l).value())
                    .toList());
        }
        var words = literals.stream().map(l -> l.plain().toString()).collect(Collectors.toSet());
        return isAdverse(term)
                ? Words.of(policy.labels().stream()
                        .filter(label -> words.contains(Boolean.toString(label.adverse())))
                        .map(Label::name)
                        .toList())
                : Words.of(words);
    }

    private static boolean isAdverse(Term term) {
        return term.kind() == Term.Kind.TRUTH && term.fact() == FactType.PREDICTION;
    }

    private static String field(Condition leaf) {
        return leaf instanceof Comparison c ? c.field() : ((Membership) leaf).field();
    }

    private Term term(FactType fact, String name) {
        return vocabulary.term(fact, name).orElseThrow(() -> new RulesFailed("No field " + name));
    }

    /** In words, such as: Prediction.confidence from 0.75 to below 0.8, and Prediction.label bad. */
    String describe(Box box) {
        return box.axes().length == 0
                ? "every case"
                : IntStream.of(box.axes())
                        .mapToObj(axis -> title(axis) + " " + ValueWords.of(box.side(axis), domain(axis), axis == DAY))
                        .collect(Collectors.joining(", and "));
    }
}
