package org.countersign.routing;

import org.countersign.decision.OversightLevel;
import org.countersign.routing.Action.AskSecondPerson;
import org.countersign.routing.Action.SetLevel;
import org.countersign.routing.Action.SetPriority;
import org.countersign.routing.Action.SetQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a rule does, without its words.
 *
 * @param level null when it sets none
 * @param priority -1 when it asks for none
 */
record Effect(@Nullable OversightLevel level, @Nullable String queue, int priority, boolean secondPerson) {

    static Effect of(Rule rule) {
        OversightLevel level = null;
        String queue = null;
        int priority = -1;
        boolean secondPerson = false;
        for (var action : rule.actions()) {
            if (action instanceof SetLevel set) {
                level = level == null ? set.level() : level.orStricter(set.level());
            } else if (action instanceof AskSecondPerson) {
                level = OversightLevel.HUMAN_IN_THE_LOOP;
                secondPerson = true;
            } else if (action instanceof SetQueue set) {
                queue = set.queue();
            } else if (action instanceof SetPriority set) {
                priority = set.priority();
            }
        }
        return new Effect(level, queue, priority, secondPerson);
    }

    /** Whether this adds nothing where the other happens, too. The first queue named wins, so that is left alone. */
    boolean isWithin(Effect other) {
        return !isStricterThan(other)
                && (queue == null || queue.equals(other.queue))
                && priority <= other.priority
                && (!secondPerson || other.secondPerson);
    }

    private boolean isStricterThan(Effect other) {
        return level != null && (other.level == null || level.compareTo(other.level) > 0);
    }

    boolean isLaxerThan(Effect other) {
        return level != null && other.level != null && level.compareTo(other.level) < 0;
    }
}
