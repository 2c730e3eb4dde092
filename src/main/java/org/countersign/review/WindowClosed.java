package org.countersign.review;

import org.countersign.decision.Refused;

/** A veto came when there was nothing to veto any more. */
class WindowClosed extends Refused {

    WindowClosed(String decisionId) {
        super(409, "Decision " + decisionId + " has no open veto window: appeal it instead.");
    }
}
