package org.countersign.routing;

import org.countersign.policy.Policy;
import org.countersign.routing.Action.SetPriority;
import org.countersign.routing.Action.SetQueue;

/** Checks what a rule says about the route, wherever it is written; what is wrong is noted, and reading goes on. */
final class ActionChecks {

    private final Policy policy;
    private final Problems problems;

    ActionChecks(Policy policy, Problems problems) {
        this.policy = policy;
        this.problems = problems;
    }

    String why(Token why) {
        if (why.text().isBlank()) {
            problems.add(why, "The reason is empty.", "Write why, for the person who will read it.");
        }
        return why.text();
    }

    SetQueue queue(Token queue) {
        if (!policy.queueNames().contains(queue.text())) {
            problems.add(
                    queue,
                    "The policy has no queue " + queue.shown() + ".",
                    TermChecks.nearest(queue.text(), policy.queueNames()));
        }
        return new SetQueue(queue.text());
    }

    SetPriority priority(Token number) {
        if (!number.text().matches("100|[1-9]?[0-9]")) {
            problems.add(number, number.shown() + " is no priority.", "Write a whole number from 0 to 100.");
            return new SetPriority(0);
        }
        return new SetPriority(Integer.parseInt(number.text()));
    }

    void lowersByWorkload(Token approve) {
        problems.add(
                approve,
                "A rule that looks at the workload cannot approve.",
                "Let it send cases to a person or have them watched, or do not ask about the workload.");
    }
}
