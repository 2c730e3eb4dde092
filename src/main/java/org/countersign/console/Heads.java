package org.countersign.console;

import java.util.List;
import java.util.Optional;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.Revision;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revision.State;
import org.countersign.policy.Revisions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What a page about one use case says of its heads. */
@Component
class Heads {

    private static final Logger LOG = LoggerFactory.getLogger(Heads.class);

    /**
     * A use case as the pages' heads show it.
     *
     * @param waiver auto-approval runs without a certificate, because the policy says so
     */
    record Head(
            String useCase,
            String title,
            Policy policy,
            Revision rules,
            Revision policyRevision,
            boolean waiver,
            String model) {

        public Revision inForce(Section section) {
            return section.rules() ? rules : policyRevision;
        }
    }

    private final Policies policies;
    private final Revisions revisions;

    Heads(Policies policies, Revisions revisions) {
        this.policies = policies;
        this.revisions = revisions;
    }

    Head head(String useCase) {
        return head(policies.inForce(useCase));
    }

    List<Head> heads() {
        return policies.all().stream()
                .flatMap(inForce -> readable(inForce).stream())
                .toList();
    }

    /** One use case whose versions are damaged must not take the page of all others with it. */
    private Optional<Head> readable(InForce inForce) {
        try {
            return Optional.of(head(inForce));
        } catch (RuntimeException damaged) {
            LOG.error("The versions in force of {} cannot be read", inForce.useCase(), damaged);
            return Optional.empty();
        }
    }

    private Head head(InForce inForce) {
        var useCase = inForce.useCase();
        var policy = policies.find(useCase, inForce.policy());
        return new Head(
                useCase,
                policy.title(),
                policy,
                revisions.find(useCase, Kind.RULES, inForce.ruleSet()),
                revisions.find(useCase, Kind.POLICY, inForce.policy()),
                policy.assurance() == Policy.Assurance.ADVISORY,
                Optional.ofNullable(inForce.model()).orElse(""));
    }

    List<Revision> proposed(String useCase, Section section) {
        return revisions.list(useCase, section.kind()).stream()
                .filter(r -> r.state() == State.PROPOSED)
                .toList();
    }

    /** How a version is called on a page, also when it has gone since. */
    String name(String useCase, Section section, String version) {
        return revisions.list(useCase, section.kind()).stream()
                .filter(r -> r.version().equals(version))
                .findFirst()
                .map(r -> "version " + r.number())
                .orElse("a version that is gone");
    }
}
