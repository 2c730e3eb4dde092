package org.countersign.routing;

import java.util.List;

/**
 * What the rules say about a case, and how close the others came.
 *
 * @param fired names of the rules that fired, in the order of the rule set
 * @param nearly rules of which all conditions but one held
 */
public record Explanation(Ruling ruling, List<String> fired, List<NearMiss> nearly) {

    /**
     * A rule that did not fire for want of one condition.
     *
     * @param why what the case has, and what the rule asks
     */
    public record NearMiss(String rule, String why) {}

    public Explanation {
        fired = List.copyOf(fired);
        nearly = List.copyOf(nearly);
    }
}
