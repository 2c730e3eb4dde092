package org.countersign.routing;

import org.countersign.decision.OversightLevel;

/** What a rule says about the route. */
public sealed interface Action {

    /** {@code route.review}, {@code route.onTheLoop}, {@code route.approve}: the decision has at least this level. */
    record SetLevel(OversightLevel level, String why) implements Action {}

    /** {@code route.queue}: a review task goes to this queue. */
    record SetQueue(String queue) implements Action {}

    /** {@code route.priority}: a review task has at least this priority, in 0..100. */
    record SetPriority(int priority) implements Action {}

    /** {@code route.secondPerson}: two people decide, so at least one does; it implies a review. */
    record AskSecondPerson(String why) implements Action {}
}
