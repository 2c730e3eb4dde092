package org.countersign;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
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
    private final Revisions revisions;

    TrialUseCases(RulesFolder folder, Policies policies, Revisions revisions) {
        this.folder = folder;
        this.policies = policies;
        this.revisions = revisions;
    }

    /** Does nothing when the use case is there already. */
    public Policy open(String useCase, UnaryOperator<String> policyText, String rules, @Nullable String model) {
        var text = policyText.apply(
                folder.read("credit", "policy.yaml").orElseThrow().replace("useCase: credit", "useCase: " + useCase));
        var policy = PolicyReader.read(useCase, "policy.yaml", text);
        if (revisions.list(useCase, Kind.POLICY).isEmpty()) {
            revisions.seed(useCase, Kind.POLICY, Map.of("policy.yaml", text));
            var ruleSet = revisions.seed(useCase, Kind.RULES, Map.of("oversight.drl", rules));
            policies.putInForce(new InForce(useCase, policy.version(), ruleSet, model));
        }
        return policy;
    }
}
