package org.countersign.routing;

import java.util.ArrayList;
import java.util.List;
import org.countersign.decision.OversightLevel;
import org.countersign.decision.Reason;
import org.countersign.decision.Route;
import org.countersign.routing.Action.AskSecondPerson;
import org.countersign.routing.Action.SetLevel;
import org.countersign.routing.Action.SetPriority;
import org.countersign.routing.Action.SetQueue;
import org.jspecify.annotations.Nullable;

/** Makes one ruling of the rules that fired: the strictest level wins, and silence means a person. */
final class Rulings {

    /** The rule, not to be edited, for cases about which no rule says anything. */
    static final String DEFAULT = "default";

    /** The rule, not to be edited, for cases that lack what the rules read. */
    static final String MISSING = "missing value";

    private final List<Reason> reasons = new ArrayList<>();
    private @Nullable OversightLevel level;
    private OversightLevel raised = OversightLevel.AUTO_APPROVE;
    private @Nullable String queue;
    private int priority = -1;
    private boolean secondPerson;

    private Rulings() {}

    /** @param fired in the order of the rule set */
    static Ruling of(List<Rule> fired, List<String> missing) {
        var rulings = new Rulings();
        for (var field : missing) {
            rulings.reasons.add(new Reason(MISSING, "The rules read " + field + ", which is missing."));
            rulings.level = OversightLevel.HUMAN_IN_THE_LOOP;
        }
        fired.forEach(rulings::hear);
        return rulings.ruling();
    }

    private void hear(Rule rule) {
        for (var action : rule.actions()) {
            if (action instanceof SetLevel set) {
                raise(rule, set.level(), set.why());
            } else if (action instanceof AskSecondPerson ask) {
                secondPerson = true;
                raise(rule, OversightLevel.HUMAN_IN_THE_LOOP, ask.why());
            } else if (action instanceof SetQueue set) {
                queue = queue == null ? set.queue() : queue;
            } else if (action instanceof SetPriority set) {
                priority = Math.max(priority, set.priority());
            }
        }
    }

    private void raise(Rule rule, OversightLevel to, String why) {
        reasons.add(new Reason(rule.name(), why));
        if (rule.readsWorkload()) {
            raised = raised.orStricter(to);
        } else {
            level = level == null ? to : level.orStricter(to);
        }
    }

    /** The workload alone cannot set a level, or a busy day would lower what silence means. */
    private Ruling ruling() {
        var base = level;
        if (base == null) {
            base = OversightLevel.HUMAN_IN_THE_LOOP;
            reasons.add(new Reason(DEFAULT, "no rule applied"));
        }
        return new Ruling(
                base.orStricter(raised),
                reasons,
                queue,
                priority < 0 ? Route.ORDINARY_PRIORITY : priority,
                secondPerson);
    }
}
