package org.countersign.review;

import org.countersign.decision.Refused;

/** A decision is not shown to someone who may yet judge it blind (law 11). */
public class Withheld extends Refused {

    Withheld() {
        super(403, "This case is under blind review and you may be asked to judge it: it is withheld until then.");
    }
}
