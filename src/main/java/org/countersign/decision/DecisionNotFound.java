package org.countersign.decision;

/** There is no such decision, or the asker may not know of it. */
public class DecisionNotFound extends Refused {

    public DecisionNotFound(String id) {
        super(404, "There is no decision " + id + ".");
    }
}
