package org.countersign.learning;

import java.util.stream.Collectors;
import org.countersign.decision.Actor;
import org.countersign.decision.Decisions;
import org.countersign.decision.GroundTruths;
import org.countersign.decision.InvalidInput;
import org.countersign.policy.Policies;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes what later turned out to be right, in any spelling that the policy knows. */
@Component
public class Truths {

    private final Decisions decisions;
    private final Policies policies;
    private final GroundTruths truths;

    Truths(Decisions decisions, Policies policies, GroundTruths truths) {
        this.decisions = decisions;
        this.policies = policies;
        this.truths = truths;
    }

    @Transactional
    public void tell(String decisionId, String spelling, String caller) {
        var d = decisions.find(decisionId);
        var policy = policies.find(d.useCase(), d.versions().policy());
        var label = policy.labels().stream()
                .filter(l -> l.spellings().contains(spelling))
                .findFirst()
                .orElseThrow(() -> new InvalidInput(
                        "/label",
                        "It is no label of the use case.",
                        "Labels are " + policy.labelNames().stream().sorted().collect(Collectors.joining(", ")) + "."));
        truths.tell(decisionId, label.name(), Actor.system(caller));
    }
}
