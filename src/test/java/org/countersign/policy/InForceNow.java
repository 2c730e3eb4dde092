package org.countersign.policy;

import java.util.Map;
import org.countersign.decision.Actor;
import org.countersign.policy.Revision.Kind;

/** Puts versions of a test's own in force, by the same steps as people do. */
public final class InForceNow {

    private InForceNow() {}

    /** The first versions of a use case; does nothing when it is there already. */
    public static Policy first(
            Revisions revisions, Policies policies, String useCase, String policyText, Map<String, String> rules) {
        var policy = PolicyReader.read(useCase, "policy.yaml", policyText);
        if (revisions.list(useCase, Kind.POLICY).isEmpty()) {
            revisions.seed(useCase, Kind.POLICY, Map.of("policy.yaml", policyText));
            revisions.seed(useCase, Kind.RULES, rules);
        }
        policies.putInForce(new InForce(useCase, policy.version(), Revisions.digest(rules), null));
        return policy;
    }

    /** A changed policy: one person proposes it, another publishes it. */
    public static void changed(Revisions revisions, Drafts drafts, Policies policies, String useCase, String text) {
        var base = policies.inForce(useCase).policy();
        var draft = drafts.begin(useCase, Kind.POLICY, Map.of("policy.yaml", text), base, Actor.person("officer"));
        var proposed = revisions.propose(draft.id(), 1, null, "", "officer");
        revisions.publish(useCase, Kind.POLICY, proposed.version(), null, "officer2");
    }
}
