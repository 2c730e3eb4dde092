package org.countersign.routing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.countersign.decision.Facts;
import org.countersign.policy.Policy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks the rules who decides a case. */
@Component
public class Routing {

    private static final Logger log = LoggerFactory.getLogger(Routing.class);
    private static final String ENGINE = "engine";
    private static final int MOST_BUILT = 64;

    /** What a rule means depends on the policy, too: its labels, its fields. */
    private record Key(String useCase, String policy, String ruleSet) {}

    private final RuleSets ruleSets;
    private final Map<Key, BuiltRules> built = new ConcurrentHashMap<>();

    Routing(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    /** What a version of the rules says about a case. Any fault of the rules is a {@link RulesFailed}. */
    public Ruling rule(Policy policy, String ruleSetVersion, Facts facts) {
        return built(policy, ruleSetVersion).rule(facts);
    }

    /**
     * Keeps the rules of these files, and returns their version. A use case's first version is published; a later one
     * is a draft, as a changed file is never silently the law.
     *
     * @throws RulesRefused with all problems of all files
     */
    public String seed(Policy policy, List<RuleFile> files) {
        var ruleSet = RuleReader.readAll(files, policy);
        var state = ruleSets.list(policy.useCase()).isEmpty() ? RuleSetState.PUBLISHED : RuleSetState.DRAFT;
        return ruleSets.save(policy.useCase(), ruleSet, state, ENGINE).version();
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
        var text = ruleSets.content(policy.useCase(), version)
                .orElseThrow(() -> new RulesFailed("There is no rule set " + version + "."));
        try {
            var rules = new BuiltRules(RuleReader.readAll(List.of(new RuleFile(version, text)), policy), policy);
            log.info("Built rules {} of {}", version, policy.useCase());
            return rules;
        } catch (Throwable fault) {
            throw new RulesFailed("Rule set " + version + " cannot be built.", fault);
        }
    }
}
