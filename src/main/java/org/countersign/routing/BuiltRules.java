package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.decision.Facts;
import org.countersign.policy.Policy;

/** A rule set, ready to rule. Immutable: any number of threads may ask at once. */
public final class BuiltRules {

    private final RuleSet ruleSet;
    private final ReadFields readFields = new ReadFields();
    private final Vocabulary vocabulary;
    private final RuleNetwork network;

    /** Builds a rule set that was read against this policy. */
    public BuiltRules(RuleSet ruleSet, Policy policy) {
        this.ruleSet = ruleSet;
        vocabulary = new Vocabulary(policy);
        var constraints = new ArrayList<List<Constraint>>();
        for (var rule : ruleSet.rules()) {
            var conditions = rule.patterns().stream()
                    .flatMap(p -> p.conditions().stream().map(c -> Constraint.of(p.fact(), c, vocabulary)))
                    .toList();
            readFields.add(rule, conditions);
            constraints.add(
                    rule.isAlwaysInForce()
                            ? conditions
                            : Stream.concat(Stream.of(Constraint.inForce(rule)), conditions.stream())
                                    .toList());
        }
        network = new RuleNetwork(ruleSet, constraints);
    }

    /** What the rules say about a case; any fault on the way is a {@link RulesFailed}. */
    public Ruling rule(Facts facts) {
        return guarded(() -> ruling(facts, fired(facts)));
    }

    /** As {@link #rule}, with which rules fired and which nearly did. */
    public Explanation explain(Facts facts) {
        return guarded(() -> {
            var fired = fired(facts);
            var nearMisses = new NearMisses(vocabulary, facts);
            return new Explanation(
                    ruling(facts, fired),
                    fired.stream().map(Rule::name).toList(),
                    ruleSet.rules().stream()
                            .flatMap(rule -> nearMisses.of(rule).stream())
                            .toList());
        });
    }

    private Ruling ruling(Facts facts, List<Rule> fired) {
        return Familiarity.heeded(facts, Rulings.of(fired, readFields.missing(facts)));
    }

    private List<Rule> fired(Facts facts) {
        return network.fire(facts).stream().mapToObj(ruleSet.rules()::get).toList();
    }

    private static <T> T guarded(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RulesFailed failed) {
            throw failed;
        } catch (Throwable fault) {
            throw new RulesFailed("The rules failed on this case.", fault);
        }
    }
}
