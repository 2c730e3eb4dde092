package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.decision.Facts;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.policy.Policy;

/** A rule set, ready to rule. Immutable: any number of threads may ask at once. */
public final class BuiltRules {

    private final RuleSet ruleSet;
    private final ReadFields readFields = new ReadFields();
    private final Vocabulary vocabulary;
    private final RuleNetwork network;
    private final boolean readsStanding;

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
        readsStanding = ruleSet.rules().stream()
                .flatMap(rule -> rule.patterns().stream())
                .anyMatch(pattern -> pattern.fact() == FactType.STANDING);
    }

    /** What the rules say about a case; any fault on the way is a {@link RulesFailed}. */
    public Ruling rule(Facts facts) {
        return guarded(() -> Rulings.of(fired(facts), readFields.missing(facts)));
    }

    /**
     * What the rules would say with a valid certificate and nothing stopped: whether a case can be certified must not hang
     * on whether it is. Asks twice only of rules that read the standing.
     *
     * @param ruling what they say as things are
     */
    public Ruling ruleAsAssured(Facts facts, Ruling ruling) {
        var standing = facts.standing();
        if (!readsStanding || (standing.certificate() == CertificateState.VALID && !standing.stopped())) {
            return ruling;
        }
        return rule(
                new Facts(facts.subject(), facts.prediction(), standing.assured(), facts.workload(), facts.context()));
    }

    /** As {@link #rule}, with which rules fired and which nearly did. */
    public Explanation explain(Facts facts) {
        return guarded(() -> {
            var fired = fired(facts);
            var nearMisses = new NearMisses(vocabulary, facts);
            return new Explanation(
                    Rulings.of(fired, readFields.missing(facts)),
                    fired.stream().map(Rule::name).toList(),
                    ruleSet.rules().stream()
                            .flatMap(rule -> nearMisses.of(rule).stream())
                            .toList());
        });
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
