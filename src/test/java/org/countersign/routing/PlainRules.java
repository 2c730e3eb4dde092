package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.countersign.decision.Facts;
import org.countersign.routing.Condition.AllOf;
import org.countersign.routing.Condition.AnyOf;
import org.countersign.routing.Condition.Comparison;
import org.countersign.routing.Condition.Membership;
import org.countersign.routing.Condition.Not;
import org.jspecify.annotations.Nullable;

/** The oracle: the same rules, evaluated from their records by loops, without Drools and without its vocabulary. */
final class PlainRules {

    private final RuleSet ruleSet;
    private final Facts facts;

    PlainRules(RuleSet ruleSet, Facts facts) {
        this.ruleSet = ruleSet;
        this.facts = facts;
    }

    List<Rule> fired() {
        return inForce().stream().filter(this::holds).toList();
    }

    Set<String> missing() {
        var missing = new TreeSet<String>();
        for (var rule : inForce()) {
            for (var pattern : rule.patterns()) {
                for (var field : fields(pattern)) {
                    if (value(pattern.fact(), field) == null) {
                        missing.add(
                                pattern.fact() == FactType.CASE
                                        ? field
                                        : pattern.fact().word() + "." + field);
                    }
                }
            }
        }
        return missing;
    }

    private List<Rule> inForce() {
        return ruleSet.rules().stream()
                .filter(r -> r.inForce(facts.context().time()))
                .toList();
    }

    private boolean holds(Rule rule) {
        return rule.patterns().stream()
                .allMatch(p -> fields(p).stream().allMatch(f -> value(p.fact(), f) != null)
                        && p.conditions().stream().allMatch(c -> holds(p.fact(), c)));
    }

    private boolean holds(FactType fact, Condition condition) {
        if (condition instanceof AllOf all) {
            return all.parts().stream().allMatch(p -> holds(fact, p));
        }
        if (condition instanceof AnyOf any) {
            return any.parts().stream().anyMatch(p -> holds(fact, p));
        }
        if (condition instanceof Not not) {
            return !holds(fact, not.part());
        }
        if (condition instanceof Membership m) {
            var value = value(fact, m.field());
            return m.negated() ^ m.literals().stream().anyMatch(l -> l.plain().equals(value));
        }
        var c = (Comparison) condition;
        var value = value(fact, c.field());
        return switch (c.operator()) {
            case EQUAL -> c.literal().plain().equals(value);
            case NOT_EQUAL -> !c.literal().plain().equals(value);
            case LESS -> number(value) < number(c.literal().plain());
            case AT_MOST -> number(value) <= number(c.literal().plain());
            case MORE -> number(value) > number(c.literal().plain());
            case AT_LEAST -> number(value) >= number(c.literal().plain());
        };
    }

    private @Nullable Object value(FactType fact, String field) {
        return switch (fact.word() + "." + field) {
            case "Prediction.label" -> facts.prediction().label();
            case "Prediction.adverse" -> facts.prediction().label().equals("bad");
            case "Prediction.confidence" ->
                Double.isNaN(facts.prediction().confidence())
                        ? null
                        : facts.prediction().confidence();
            case "Prediction.typicality" -> facts.prediction().typicality();
            case "Standing.certificate" -> facts.standing().certificate().toString();
            case "Standing.coverage" -> facts.standing().coverage();
            case "Workload.waiting" -> (double) facts.workload().waiting();
            case "Workload.oldest" -> facts.workload().oldest();
            case "Context.channel" -> facts.context().channel();
            case "Context.region" -> facts.context().region();
            default -> facts.subject().value(field).orElse(null);
        };
    }

    private static double number(@Nullable Object value) {
        return value instanceof Double number ? number : Double.NaN;
    }

    private static List<String> fields(Pattern pattern) {
        var fields = new ArrayList<String>();
        pattern.conditions().forEach(c -> collect(c, fields));
        return fields;
    }

    private static void collect(Condition condition, List<String> fields) {
        if (condition instanceof Comparison c) {
            fields.add(c.field());
        } else if (condition instanceof Membership m) {
            fields.add(m.field());
        } else if (condition instanceof Not not) {
            collect(not.part(), fields);
        } else if (condition instanceof AllOf all) {
            all.parts().forEach(p -> collect(p, fields));
        } else if (condition instanceof AnyOf any) {
            any.parts().forEach(p -> collect(p, fields));
        }
    }
}
