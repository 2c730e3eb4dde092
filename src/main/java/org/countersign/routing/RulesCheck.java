package org.countersign.routing;

import java.util.List;
import java.util.Map;
import org.countersign.policy.FileProblem;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.RevisionCheck;
import org.countersign.policy.RulesFolder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Rules fit the policy in force; and a new policy must leave the rules in force readable. */
@Component
class RulesCheck implements RevisionCheck {

    private final Policies policies;
    private final ObjectProvider<Routing> routing;

    RulesCheck(Policies policies, ObjectProvider<Routing> routing) {
        this.policies = policies;
        this.routing = routing;
    }

    @Override
    public List<FileProblem> check(String useCase, Kind kind, Map<String, String> files) {
        return kind == Kind.RULES
                ? RuleFiles.check(files, policies.current(useCase))
                : checkRulesInForce(useCase, files);
    }

    @Override
    public List<FileProblem> doubts(String useCase, Kind kind, Map<String, String> files) {
        return kind == Kind.RULES ? RuleFiles.doubts(files, policies.current(useCase)) : List.of();
    }

    private List<FileProblem> checkRulesInForce(String useCase, Map<String, String> files) {
        var text = files.getOrDefault("policy.yaml", "");
        Policy policy;
        try {
            policy = PolicyReader.read(useCase, "policy.yaml", text);
        } catch (PolicyRefused said) {
            return List.of(); // said by the check of the policy itself
        }
        var inForce = policies.inForce(useCase).ruleSet();
        return RuleFiles.check(routing.getObject().files(useCase, inForce), policy).stream()
                .map(p -> new FileProblem(
                        RulesFolder.nameOf(useCase, p.file()),
                        p.line(),
                        p.column(),
                        "The rules in force do not fit this policy. " + p.what(),
                        p.mend()))
                .toList();
    }
}
