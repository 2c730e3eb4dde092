package org.countersign.routing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.decision.Facts;
import org.countersign.policy.Policy;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the rules who decides a case. */
@Component
public class Routing {

    private static final Logger log = LoggerFactory.getLogger(Routing.class);
    private static final int MOST_BUILT = 64;

    /** What a rule means depends on the policy, too: its labels, its fields. */
    private record Key(String useCase, String policy, String ruleSet) {}

    private final Revisions revisions;
    private final Map<Key, BuiltRules> built = new ConcurrentHashMap<>();

    Routing(Revisions revisions) {
        this.revisions = revisions;
    }

    /** What a version of the rules says about a case. Any fault of the rules is a {@link RulesFailed}. */
    public Ruling rule(Policy policy, String ruleSetVersion, Facts facts) {
        return built(policy, ruleSetVersion).rule(facts);
    }

    /** The files of a version. */
    public Map<String, String> files(String useCase, String version) {
        return revisions.find(useCase, Kind.RULES, version).files();
    }

    /**
     * A version of the rules, ready to rule; a {@link RulesFailed} when it cannot be. Built on first use, outside any
     * lock: two threads may build the same, which harms no one.
     */
    public BuiltRules built(Policy policy, String version) {
        var key = new Key(policy.useCase(), policy.version(), version);
        var known = built.get(key);
        if (known != null) {
            return known;
        }
        var fresh = build(policy, version);
        if (built.size() >= MOST_BUILT) {
            built.clear();
        }
        built.put(key, fresh);
        return fresh;
    }

    private BuiltRules build(Policy policy, String version) {
        try {
            var rules = new BuiltRules(RuleFiles.read(files(policy.useCase(), version), policy), policy);
            log.info("Built rules {} of {}", version, policy.useCase());
            return rules;
        } catch (Throwable fault) {
            throw new RulesFailed("Rule set " + version + " cannot be built.", fault);
        }
    }
}
