package org.countersign.routing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.countersign.decision.Facts;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.countersign.routing.Explanation.NearMiss;
import org.jspecify.annotations.Nullable;

/** Finds the rules that fall short of firing by one condition, and says in words which. */
final class NearMisses {

    private final Vocabulary vocabulary;
    private final Facts facts;

    NearMisses(Vocabulary vocabulary, Facts facts) {
        this.vocabulary = vocabulary;
        this.facts = facts;
    }

    /**
     * Empty when the rule fires, or lacks more than one condition; or all that it has, unless one can say how far the case
     * is from it.
     */
    Optional<NearMiss> of(Rule rule) {
        var failing = new ArrayList<String>();
        var asked = rule.isAlwaysInForce() ? 0 : 1;
        var far = "";
        if (!rule.inForce(facts.context().time())) {
            failing.add("the rule does not hold at this time (" + days(rule) + ")");
        }
        for (var pattern : rule.patterns()) {
            for (var condition : parts(pattern.conditions())) {
                asked++;
                var constraint = Constraint.of(pattern.fact(), condition, vocabulary);
                if (!constraint.holds(facts)) {
                    far = far(condition, constraint.reads());
                    failing.add(has(constraint.reads()) + ", the rule asks " + asks(condition) + far);
                }
            }
        }
        return failing.size() == 1 && (asked > 1 || !far.isEmpty())
                ? Optional.of(new NearMiss(rule.name(), failing.get(0)))
                : Optional.empty();
    }

    /** How far a number is from its limit; empty where that has no meaning. */
    private String far(Condition condition, List<Term> reads) {
        if (condition instanceof Comparison c
                && c.operator().isOrdering()
                && c.literal().plain() instanceof Double limit
                && reads.get(0).read(facts) instanceof Double value) {
            var distance = BigDecimal.valueOf(value)
                    .subtract(BigDecimal.valueOf(limit))
                    .abs();
            return ": " + words(distance.doubleValue()) + " away";
        }
        return "";
    }

    /** {@code a && b} is two conditions to people, as {@code a, b} is. */
    private static List<Condition> parts(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(c -> c instanceof AllOf all ? parts(all.parts()).stream() : Stream.of(c))
                .toList();
    }

    private static String days(Rule rule) {
        var from = rule.effective() == null ? "" : "from " + rule.effective();
        var until = rule.expires() == null ? "" : "until " + rule.expires();
        return (from + " " + until).strip();
    }

    private String has(List<Term> terms) {
        return terms.stream()
                .distinct()
                .map(term -> term.title() + " is " + words(term.read(facts)))
                .collect(Collectors.joining(" and "));
    }

    private static String asks(Condition condition) {
        if (condition instanceof Comparison c) {
            var word = c.operator().isOrdering() ? c.operator().symbol() + " " : "";
            return (c.operator() == Operator.NOT_EQUAL ? "anything but " : word)
                    + words(c.literal().plain());
        }
        if (condition instanceof Membership m) {
            return (m.negated() ? "none of " : "one of ")
                    + m.literals().stream().map(l -> words(l.plain())).collect(Collectors.joining(", "));
        }
        return RuleText.condition(condition);
    }

    private static String words(@Nullable Object value) {
        if (value == null) {
            return "missing";
        }
        if (value instanceof Double number) {
            var exact = BigDecimal.valueOf(number).stripTrailingZeros();
            return exact.scale() > 0 ? exact.toPlainString() : String.format(Locale.ROOT, "%,d", exact.toBigInteger());
        }
        return value.toString();
    }
}
