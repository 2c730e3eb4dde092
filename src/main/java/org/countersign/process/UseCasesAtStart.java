package org.countersign.process;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.countersign.decision.Actor;
import org.countersign.decision.OneAtATime;
import org.countersign.decision.UseCaseEvent.PutInForce;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.RulesFolder;
import org.countersign.policy.UseCaseNotFound;
import org.countersign.routing.Routing;
import org.countersign.routing.RuleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Reads {@code rules/} before the first request is taken: refuses to start on a bad policy or rule, and puts the first
 * version of each use case in force. A file changed later is kept as a draft, never silently the law.
 */
@Component
class UseCasesAtStart implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(UseCasesAtStart.class);

    private final RulesFolder folder;
    private final Policies policies;
    private final Routing routing;
    private final ApplicationEventPublisher events;
    private final OneAtATime oneAtATime;
    private final Clock clock;

    UseCasesAtStart(
            RulesFolder folder,
            Policies policies,
            Routing routing,
            ApplicationEventPublisher events,
            OneAtATime oneAtATime,
            Clock clock) {
        this.folder = folder;
        this.policies = policies;
        this.routing = routing;
        this.events = events;
        this.oneAtATime = oneAtATime;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        oneAtATime.run(() -> policies.storeAll(folder, Actor.ENGINE.name()).forEach(policy -> {
            var ruleSet = routing.seed(policy, files(policy.useCase()));
            putInForce(policy, ruleSet);
            warnIfDraft(policy, ruleSet);
        }));
    }

    private void putInForce(Policy policy, String ruleSet) {
        try {
            policies.inForce(policy.useCase());
        } catch (UseCaseNotFound first) {
            policies.putInForce(new InForce(policy.useCase(), policy.version(), ruleSet, null));
            events.publishEvent(new PutInForce(
                    policy.useCase(),
                    Actor.ENGINE,
                    clock.instant().truncatedTo(ChronoUnit.MICROS),
                    policy.version(),
                    ruleSet,
                    policy.assurance() == Policy.Assurance.ADVISORY));
        }
    }

    private void warnIfDraft(Policy policy, String ruleSet) {
        var inForce = policies.inForce(policy.useCase());
        if (!inForce.policy().equals(policy.version()) || !inForce.ruleSet().equals(ruleSet)) {
            LOG.warn(
                    "The files in {} for {} differ from what is in force; they are kept as drafts.",
                    folder.place(),
                    policy.useCase());
        }
    }

    private List<RuleFile> files(String useCase) {
        return folder.readAll(useCase, "drl").entrySet().stream()
                .map(file -> new RuleFile(file.getKey(), file.getValue()))
                .toList();
    }
}
