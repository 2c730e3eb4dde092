package org.countersign.process;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.countersign.decision.Actor;
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
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

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
    private final TransactionTemplate transaction;
    private final Clock clock;

    UseCasesAtStart(
            RulesFolder folder,
            Policies policies,
            Routing routing,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.folder = folder;
        this.policies = policies;
        this.routing = routing;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (var policy : policies.storeAll(folder, Actor.ENGINE.name())) {
            var ruleSet = routing.seed(policy, RuleFile.allIn(folder, policy.useCase()));
            try {
                transaction.executeWithoutResult(status -> putInForce(policy, ruleSet));
            } catch (DataAccessException anotherNodeWasFirst) {
                LOG.debug("{} was put in force elsewhere", policy.useCase(), anotherNodeWasFirst);
            }
            warnIfDraft(policy, ruleSet);
        }
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
}
