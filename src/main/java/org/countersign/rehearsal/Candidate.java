package org.countersign.rehearsal;

import org.countersign.policy.Policy;
import org.countersign.routing.RuleSet;

/**
 * The change that is rehearsed: rules, read against the policy that is to hold with them.
 *
 * @param name what people call it, such as "draft 7"
 */
public record Candidate(String name, RuleSet rules, Policy policy) {

    public String useCase() {
        return policy.useCase();
    }
}
