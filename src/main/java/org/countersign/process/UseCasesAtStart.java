package org.countersign.process;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.countersign.decision.Actor;
import org.countersign.decision.InvalidInput;
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
import org.countersign.policy.RulesUnreadable;
import org.countersign.policy.UseCaseNotFound;
import org.countersign.routing.RuleFiles;
import org.countersign.routing.RulesRefused;
import org.jspecify.annotations.Nullable;
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
        var known = policies.all().stream().map(InForce::useCase).collect(Collectors.toSet());
        for (var useCase : useCases) {
            var found = problems(useCase);
            if (known.contains(useCase)) {
                found.forEach(p -> LOG.warn("What is in force for {} stays, but a file has a problem: {}", useCase, p));
            } else {
                problems.addAll(found);
            }
        }
        if (!problems.isEmpty()) {
            throw new PolicyRefused(problems);
        }
        useCases.forEach(this::putInForceOnce);
    }

    /** Policy and rules of a folder have to fit each other, whatever is in force. */
    private List<FileProblem> problems(String useCase) {
        try {
            var text = folder.read(useCase, POLICY)
                    .orElseThrow(() -> new PolicyRefused(
                            List.of(problem(useCase, "There is no policy.", "Write one, or remove the folder."))));
            var policy = PolicyReader.read(useCase, RulesFolder.nameOf(useCase, POLICY), text);
            return RuleFiles.check(RuleFiles.in(folder, useCase), policy).stream()
                    .map(p -> new FileProblem(
                            RulesFolder.nameOf(useCase, p.file()), p.line(), p.column(), p.what(), p.mend()))
                    .toList();
        } catch (PolicyRefused refused) {
            return refused.problems();
        } catch (RulesRefused workbook) {
            return RuleFiles.problems(workbook);
        } catch (RulesUnreadable unreadable) {
            return List.of(problem(useCase, unreadable.getMessage() + ".", "Mend or remove that file."));
        }
    }

    private static FileProblem problem(String useCase, @Nullable String what, String mend) {
        return new FileProblem(RulesFolder.nameOf(useCase, POLICY), 1, 1, String.valueOf(what), mend);
    }

    private void putInForceOnce(String useCase) {
        try {
            oneAtATime.run(() -> putInForce(useCase));
        } catch (InvalidInput noDraft) {
            LOG.warn(
                    "The files for {} differ from what is in force, and are no draft: {}",
                    useCase,
                    noDraft.getMessage());
        }
    }

    private void putInForce(String useCase) {
        try {
            keepAsDrafts(policies.inForce(useCase));
        } catch (UseCaseNotFound first) {
            var policy = revisions.seed(
                    useCase,
                    Kind.POLICY,
                    Map.of(POLICY, folder.read(useCase, POLICY).orElseThrow()));
            var ruleSet = revisions.seed(useCase, Kind.RULES, RuleFiles.in(folder, useCase));
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

    /** A draft may be wrong in any way; but what is no text, or no workbook, cannot be kept as one. */
    private void keepAsDrafts(InForce inForce) {
        var useCase = inForce.useCase();
        keep(
                inForce,
                Kind.POLICY,
                () -> folder.read(useCase, POLICY)
                        .<Map<String, String>>map(text -> Map.of(POLICY, text))
                        .orElse(Map.of()));
        keep(inForce, Kind.RULES, () -> RuleFiles.in(folder, useCase));
    }

    private void keep(InForce inForce, Kind kind, Supplier<Map<String, String>> read) {
        Map<String, String> files;
        try {
            files = read.get();
        } catch (RulesRefused | RulesUnreadable warned) {
            return;
        }
        var now = kind == Kind.POLICY ? inForce.policy() : inForce.ruleSet();
        if (files.isEmpty() || Revisions.digest(files).equals(now)) {
            return;
        }
        revisions.seed(inForce.useCase(), kind, files);
        LOG.warn(
                "The files in {} for {} differ from what is in force; they are kept as drafts.",
                folder.place(),
                inForce.useCase());
    }
}
