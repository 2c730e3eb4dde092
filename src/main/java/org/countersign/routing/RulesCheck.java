package org.countersign.routing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.countersign.policy.FileProblem;
import org.countersign.policy.FileProblem.Severity;
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

    private static final String RENAME = " Change the rules first. To rename something that they name, propose a policy"
            + " with the new name beside the old one, then change the rules, then remove the old name.";
    private static final String OTHERWISE = "Nothing, if this is what the new policy is for: the next change of the"
            + " rules then has to change this case, too.";

    private final Policies policies;
    private final ObjectProvider<Routing> routing;

    RulesCheck(Policies policies, ObjectProvider<Routing> routing) {
        this.policies = policies;
        this.routing = routing;
    }

    @Override
    public List<FileProblem> check(String useCase, Kind kind, Map<String, String> files) {
        if (kind == Kind.RULES) {
            return RuleFiles.unreadable(files, policies.current(useCase));
        }
        return policy(useCase, files).stream()
                .flatMap(policy -> RuleFiles.unreadable(rulesInForce(useCase), policy).stream())
                .map(p -> inForce(
                        useCase, p, Severity.ERROR, "The rules in force do not fit this policy. ", p.mend() + RENAME))
                .toList();
    }

    /** A policy may route golden cases otherwise, or no floor could ever be raised: they can only change after it. */
    @Override
    public List<FileProblem> doubts(String useCase, Kind kind, Map<String, String> files) {
        if (kind == Kind.RULES) {
            var policy = policies.current(useCase);
            return Stream.concat(
                            RuleFiles.goldenCases(files, policy).stream(), RuleFiles.doubts(files, policy).stream())
                    .toList();
        }
        return policy(useCase, files).stream()
                .flatMap(policy -> RuleFiles.goldenCases(rulesInForce(useCase), policy).stream())
                .map(p -> inForce(useCase, p, Severity.WARNING, "Under this policy: ", OTHERWISE))
                .toList();
    }

    private Map<String, String> rulesInForce(String useCase) {
        return routing.getObject().files(useCase, policies.inForce(useCase).ruleSet());
    }

    /** Empty when it does not read, which the check of the policy itself says. */
    private static Optional<Policy> policy(String useCase, Map<String, String> files) {
        try {
            return Optional.of(PolicyReader.read(useCase, Policies.FILE, files.getOrDefault(Policies.FILE, "")));
        } catch (PolicyRefused said) {
            return Optional.empty();
        }
    }

    private static FileProblem inForce(String useCase, FileProblem p, Severity severity, String before, String mend) {
        return new FileProblem(
                RulesFolder.nameOf(useCase, p.file()), p.line(), p.column(), severity, before + p.what(), mend);
    }
}
