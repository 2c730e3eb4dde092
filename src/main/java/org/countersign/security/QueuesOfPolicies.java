package org.countersign.security;

import java.util.LinkedHashMap;
import java.util.Map;
import org.countersign.decision.UseCaseEvent.Published;
import org.countersign.policy.Policies;
import org.countersign.policy.Policy;
import org.countersign.policy.Revision.Kind;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives every queue that a policy in force names its group and its Tasklist filter: at start, and when one is published. */
@Component
class QueuesOfPolicies implements ApplicationRunner {

    private final Policies policies;
    private final Queues queues;

    QueuesOfPolicies(Policies policies, Queues queues) {
        this.policies = policies;
        this.queues = queues;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        ensureAll();
    }

    @EventListener
    void on(Published event) {
        if (event.kind().equals(Kind.POLICY.name())) {
            ensureAll();
        }
    }

    private void ensureAll() {
        var titles = new LinkedHashMap<String, String>();
        policies.all().forEach(inForce -> name(policies.find(inForce.useCase(), inForce.policy()), titles));
        queues.ensure(titles);
    }

    private static void name(Policy policy, Map<String, String> titles) {
        policy.review().queues().forEach(queue -> titles.put(queue, policy.title() + ": " + words(queue, policy)));
        titles.put(policy.review().queue(), policy.title() + ": decide");
        titles.put(policy.review().escalation(), policy.title() + ": escalated");
        titles.put(policy.supervision().queue(), policy.title() + ": watch");
    }

    /** "senior" for the queue "credit-senior" of the use case "credit". */
    private static String words(String queue, Policy policy) {
        var prefix = policy.useCase() + "-";
        return (queue.startsWith(prefix) ? queue.substring(prefix.length()) : queue).replace('-', ' ');
    }
}
