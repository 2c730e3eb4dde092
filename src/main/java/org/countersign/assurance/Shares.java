package org.countersign.assurance;

/** Refuses shares and chances that are none. */
final class Shares {

    private Shares() {}

    static void require(String name, double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException(name + " is " + share + ", not between 0 and 1.");
        }
    }
}
