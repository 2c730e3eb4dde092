package org.countersign.console;

import java.time.Instant;
import org.countersign.assurance.StopSwitch;
import org.countersign.assurance.StopSwitch.Stop;
import org.countersign.decision.Actor;
import org.countersign.policy.Policy;

/**
 * What is stopped, as a page says it.
 *
 * @param what in words
 * @param by whom, in words
 * @param own the one who looks stopped it, so another person has to resume
 */
record StopView(String scope, String what, String by, String reason, Instant at, boolean own) {

    static final String EVERYTHING = "all use cases";

    /** @param what is stopped, in words */
    static StopView of(Stop stop, String what, Viewer viewer) {
        return new StopView(
                stop.scope(),
                what,
                stop.by().equals(Actor.ENGINE.name()) ? "the engine, because of an alarm" : stop.by(),
                stop.reason(),
                stop.at(),
                stop.by().equals(viewer.name()));
    }

    /** @param policy of the use case that the page is about */
    static String what(String scope, Policy policy) {
        if (scope.equals(StopSwitch.ALL)) {
            return EVERYTHING;
        }
        var useCase = StopSwitch.useCase(scope);
        return scope.equals(useCase)
                ? "all of " + policy.title()
                : Cells.segment(policy, scope.substring(useCase.length() + 1));
    }

    /** Not only a segment. */
    public boolean whole() {
        return scope.indexOf('/') < 0;
    }
}
