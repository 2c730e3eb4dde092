package org.countersign.rehearsal;

import java.util.Map;
import org.countersign.policy.Policy;
import org.countersign.policy.Revisions;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.RuleSet;

/**
 * The change that is rehearsed: rules, read against the policy that is to hold with them.
 *
 * @param name what people call it, such as "draft 7"
 * @param version digest of the rules' files, as the life cycle knows it
 */
public record Candidate(String name, String version, RuleSet rules, Policy policy) {

    /**
     * Reads the files of a version, published or not.
     *
     * @throws org.countersign.routing.RulesRefused when they cannot be read
     */
    public static Candidate of(String name, Map<String, String> files, Policy policy) {
        return new Candidate(name, Revisions.digest(files), RuleFiles.read(files, policy), policy);
    }

    public String useCase() {
        return policy.useCase();
    }
}
