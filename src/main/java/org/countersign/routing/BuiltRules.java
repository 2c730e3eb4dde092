package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.countersign.decision.Facts;
import org.countersign.decision.Standing.CertificateState;
import org.countersign.policy.Policy;
import org.jspecify.annotations.Nullable;

/** A rule set, ready to rule. Immutable: any number of threads may ask at once. */
public final class BuiltRules {

    private final RuleSet ruleSet;
    private final ReadFields readFields = new ReadFields();
    private final Vocabulary vocabulary;
    private final RuleNetwork network;
    private final LongSupplier nanos;
    private final boolean readsStanding;

    /** Builds a rule set that was read against this policy. */
    public BuiltRules(RuleSet ruleSet, Policy policy) {
        this(ruleSet, policy, System::nanoTime);
    }

    /** @param nanos what tells how long the rules take */
    BuiltRules(RuleSet ruleSet, Policy policy, LongSupplier nanos) {
        this.ruleSet = ruleSet;
        this.nanos = nanos;
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
        return guarded(() -> ruling(facts, fired(facts)));
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
        return rule(new Facts(
                facts.subject(),
                facts.prediction(),
                standing.assured(),
                facts.workload(),
                facts.context(),
                facts.ours()));
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
        var inquiry = new Inquiry(facts, nanos);
        var fired =
                network.fire(inquiry).stream().mapToObj(ruleSet.rules()::get).toList();
        inquiry.requireInTime();
        return fired;
    }

    private static <T> T guarded(Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RulesFailed failed) {
            throw failed;
        } catch (Throwable fault) {
            throw failed(fault);
        }
    }

    /** Drools wraps what a condition throws. */
    private static RulesFailed failed(Throwable fault) {
        for (@Nullable Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RulesFailed failed) {
                return failed;
            }
        }
        return new RulesFailed("The rules failed on this case.", fault);
    }
}
