package org.countersign;

import java.util.List;
import java.util.function.UnaryOperator;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.RulesFolder;
import org.countersign.routing.Routing;
import org.countersign.routing.RuleFile;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Puts variants of the use case {@code credit} in force for a test of its own, so that it can break them or set their
 * policy as it likes without anyone else noticing. They share the queues of credit.
 */
@Component
public class TrialUseCases {

    public static final String APPROVE_ALL = """
            rule "All stand"
                @owner("tests") @rationale("tests")
            when
                Case()
            then
                route.approve("always");
            end
            """;

    private final RulesFolder folder;
    private final Policies policies;
    private final Routing routing;

    TrialUseCases(RulesFolder folder, Policies policies, Routing routing) {
        this.folder = folder;
        this.policies = policies;
        this.routing = routing;
    }

    /** Does nothing when the use case is there already. */
    public Policy open(String useCase, UnaryOperator<String> policyText, String rules, @Nullable String model) {
        var text = folder.read("credit", "policy.yaml").orElseThrow();
        var policy = policies.store(
                useCase, policyText.apply(text.replace("useCase: credit", "useCase: " + useCase)), "tests");
        var ruleSet = routing.seed(policy, List.of(new RuleFile("oversight.drl", rules)));
        policies.putInForce(new InForce(useCase, policy.version(), ruleSet, model));
        return policy;
    }
}
