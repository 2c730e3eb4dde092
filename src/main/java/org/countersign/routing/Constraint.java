package org.countersign.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.countersign.decision.Facts;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.AnyOf;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.countersign.routing.Condition.Not;
import org.drools.model.functions.HashedExpression;
import org.drools.model.functions.Predicate1;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a pattern as Drools evaluates it. Rules with the same condition share it: they are told apart by
 * {@code text}, as Drools would otherwise compare bytecode, which is the same for all.
 *
 * <p>When anything that it reads is missing it does not hold, not even a {@code !} or {@code !=}: what to do about
 * missing values is not for rules to say.
 */
final class Constraint implements Predicate1<Inquiry>, HashedExpression {

    private final String text;
    private final transient List<Term> reads;
    private final transient Predicate<Facts> check;

    private Constraint(String text, List<Term> reads, Predicate<Facts> check) {
        this.text = text;
        this.reads = reads;
        this.check = check;
    }

    static Constraint of(FactType fact, Condition condition, Vocabulary vocabulary) {
        var reads = new ArrayList<Term>();
        Function<String, Term> terms = name -> {
            var term = vocabulary.term(fact, name).orElseThrow(() -> new RulesFailed("No field " + name));
            reads.add(term);
            return term;
        };
        var check = check(condition, terms);
        return new Constraint(fact.word() + ": " + RuleText.condition(condition), List.copyOf(reads), check);
    }

    /** Whether the rule holds at the time of the decision; nothing to do with what is read. */
    static Constraint inForce(Rule rule) {
        return new Constraint(
                "from " + rule.effective() + " until " + rule.expires(),
                List.of(),
                facts -> rule.inForce(facts.context().time()));
    }

    List<Term> reads() {
        return reads;
    }

    @Override
    public boolean test(Inquiry inquiry) {
        inquiry.step();
        return holds(inquiry.facts());
    }

    boolean holds(Facts facts) {
        for (var term : reads) {
            if (term.read(facts) == null) {
                return false;
            }
        }
        return check.test(facts);
    }

    @Override
    public String getExpressionHash() {
        return text;
    }

    private static Predicate<Facts> check(Condition condition, Function<String, Term> terms) {
        if (condition instanceof Comparison c) {
            return comparison(terms.apply(c.field()), c.operator(), c.literal().plain());
        }
        if (condition instanceof Membership m) {
            var term = terms.apply(m.field());
            var known = m.literals().stream().map(Literal::plain).collect(Collectors.toCollection(HashSet::new));
            return facts -> known.contains(term.read(facts)) != m.negated();
        }
        if (condition instanceof Not not) {
            return check(not.part(), terms).negate();
        }
        if (condition instanceof AllOf all) {
            return all.parts().stream()
                    .map(p -> check(p, terms))
                    .reduce(Predicate::and)
                    .orElseThrow();
        }
        return ((AnyOf) condition)
                .parts().stream()
                        .map(p -> check(p, terms))
                        .reduce(Predicate::or)
                        .orElseThrow();
    }

    private static Predicate<Facts> comparison(Term term, Operator operator, Object literal) {
        return switch (operator) {
            case EQUAL -> facts -> literal.equals(term.read(facts));
            case NOT_EQUAL -> facts -> !literal.equals(term.read(facts));
            case LESS -> facts -> order(term.read(facts), literal) < 0;
            case AT_MOST -> facts -> order(term.read(facts), literal) <= 0;
            case MORE -> facts -> order(term.read(facts), literal) > 0;
            case AT_LEAST -> facts -> order(term.read(facts), literal) >= 0;
        };
    }

    private static int order(@Nullable Object value, Object literal) {
        if (value instanceof Double number && literal instanceof Double limit) {
            return Double.compare(number, limit);
        }
        throw new RulesFailed("Only numbers have an order.");
    }
}
