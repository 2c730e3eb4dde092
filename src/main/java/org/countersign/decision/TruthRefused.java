package org.countersign.decision;

/** A truth cannot be taken, because of what is known or not known yet. */
class TruthRefused extends Refused {

    TruthRefused(String message) {
        super(409, message);
    }
}
