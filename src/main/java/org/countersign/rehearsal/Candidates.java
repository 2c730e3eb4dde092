package org.countersign.rehearsal;

import java.util.Map;
import java.util.stream.Collectors;
import org.countersign.policy.Draft;
import org.countersign.policy.Drafts;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.RevisionRefused;
import org.countersign.policy.Revisions;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.RulesRefused;
import org.springframework.stereotype.Component;

/** What can be rehearsed: rules under the policy in force, or a policy with the rules in force; drafts and versions. */
@Component
public class Candidates {

    private static final int LONGEST_NAME = 200;

    private final Drafts drafts;
    private final Revisions revisions;
    private final Policies policies;

    Candidates(Drafts drafts, Revisions revisions, Policies policies) {
        this.drafts = drafts;
        this.revisions = revisions;
        this.policies = policies;
    }

    /**
     * As the draft is saved now.
     *
     * @throws RevisionRefused with all problems, when it cannot be read
     */
    public Candidate draft(String useCase, Kind kind, String id) {
        var draft = drafts.find(useCase, kind, id);
        return of(name(draft), useCase, kind, draft.files());
    }

    /** A version, in force or not. */
    public Candidate version(String useCase, Kind kind, String version) {
        var revision = revisions.find(useCase, kind, version);
        return of("version " + revision.number(), useCase, kind, revision.files());
    }

    private static String name(Draft draft) {
        var authors = draft.authors().stream().sorted().collect(Collectors.joining(", "));
        var name = "draft by " + authors;
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private Candidate of(String name, String useCase, Kind kind, Map<String, String> files) {
        try {
            if (kind == Kind.RULES) {
                return Candidate.of(name, files, policies.current(useCase));
            }
            var rules = policies.inForce(useCase).ruleSet();
            return Candidate.of(name, revisions.find(useCase, Kind.RULES, rules).files(), policy(useCase, files));
        } catch (RulesRefused refused) {
            throw new RevisionRefused(RuleFiles.problems(refused));
        } catch (PolicyRefused refused) {
            throw new RevisionRefused(refused.problems());
        }
    }

    private static Policy policy(String useCase, Map<String, String> files) {
        return PolicyReader.read(useCase, Policies.FILE, files.getOrDefault(Policies.FILE, ""));
    }
}
