package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.countersign.decision.Facts;
import org.countersign.policy.Policy;

/** A rule set, ready to rule. Immutable: any number of threads may ask at once. */
public final class BuiltRules {

    private final RuleSet ruleSet;
    private final ReadFields readFields = new ReadFields();
    private final RuleNetwork network;

    /** Builds a rule set that was read against this policy. */
    public BuiltRules(RuleSet ruleSet, Policy policy) {
        this.ruleSet = ruleSet;
        var vocabulary = new Vocabulary(policy);
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
        try {
            var fired =
                    network.fire(facts).stream().mapToObj(ruleSet.rules()::get).toList();
            return Rulings.of(fired, readFields.missing(facts));
        } catch (RulesFailed failed) {
            throw failed;
        } catch (Throwable fault) {
            throw new RulesFailed("The rules failed on this case.", fault);
        }
    }
}
