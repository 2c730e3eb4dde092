package org.countersign.process;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.countersign.decision.Actor;
import org.countersign.decision.OneAtATime;
import org.countersign.decision.UseCaseEvent.PutInForce;
import org.countersign.policy.FileProblem;
import org.countersign.policy.InForce;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.PolicyReader;
import org.countersign.policy.PolicyRefused;
import org.countersign.policy.Revision.Kind;
import org.countersign.policy.Revisions;
import org.countersign.policy.RulesFolder;
import org.countersign.policy.UseCaseNotFound;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.RulesRefused;
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

    private static final String POLICY = "policy.yaml";
    private static final Logger LOG = LoggerFactory.getLogger(UseCasesAtStart.class);

    private final RulesFolder folder;
    private final Policies policies;
    private final Revisions revisions;
    private final ApplicationEventPublisher events;
    private final OneAtATime oneAtATime;
    private final Clock clock;

    UseCasesAtStart(
            RulesFolder folder,
            Policies policies,
            Revisions revisions,
            ApplicationEventPublisher events,
            OneAtATime oneAtATime,
            Clock clock) {
        this.folder = folder;
        this.policies = policies;
        this.revisions = revisions;
        this.events = events;
        this.oneAtATime = oneAtATime;
        this.clock = clock;
    }

    @Override
    public void afterSingletonsInstantiated() {
        var problems = new ArrayList<FileProblem>();
        var useCases = folder.useCases();
        useCases.forEach(useCase -> problems.addAll(problems(useCase)));
        if (!problems.isEmpty()) {
            throw new PolicyRefused(problems);
        }
        oneAtATime.run(() -> useCases.forEach(this::putInForce));
    }

    /** Policy and rules of a folder have to fit each other, whatever is in force. */
    private List<FileProblem> problems(String useCase) {
        try {
            var text = folder.read(useCase, POLICY)
                    .orElseThrow(() -> new PolicyRefused(List.of(new FileProblem(
                            RulesFolder.nameOf(useCase, POLICY),
                            1,
                            1,
                            "There is no policy.",
                            "Write one, or remove the folder."))));
            var policy = PolicyReader.read(useCase, RulesFolder.nameOf(useCase, POLICY), text);
            return RuleFiles.check(RuleFiles.in(folder, useCase), policy).stream()
                    .map(p -> new FileProblem(
                            RulesFolder.nameOf(useCase, p.file()), p.line(), p.column(), p.what(), p.mend()))
                    .toList();
        } catch (PolicyRefused refused) {
            return refused.problems();
        } catch (RulesRefused workbook) {
            return RuleFiles.problems(workbook);
        }
    }

    private void putInForce(String useCase) {
        var text = folder.read(useCase, POLICY).orElseThrow();
        var policy = revisions.seed(useCase, Kind.POLICY, Map.of(POLICY, text));
        var ruleSet = revisions.seed(useCase, Kind.RULES, RuleFiles.in(folder, useCase));
        try {
            warnIfDraft(policies.inForce(useCase), policy, ruleSet);
        } catch (UseCaseNotFound first) {
            policies.putInForce(new InForce(useCase, policy, ruleSet, null));
            events.publishEvent(new PutInForce(
                    useCase,
                    Actor.ENGINE,
                    clock.instant(),
                    policy,
                    ruleSet,
                    policies.current(useCase).assurance() == Policy.Assurance.ADVISORY));
        }
    }

    private void warnIfDraft(InForce inForce, String policy, String ruleSet) {
        if (!inForce.policy().equals(policy) || !inForce.ruleSet().equals(ruleSet)) {
            LOG.warn(
                    "The files in {} for {} differ from what is in force; they are kept as drafts.",
                    folder.place(),
                    inForce.useCase());
        }
    }
}
