package org.countersign.routing;

/** A rule cannot be read any further; what is wrong has been noted, and reading goes on at the next rule. */
final class Unreadable extends RuntimeException {

    Unreadable() {
        super(null, null, false, false);
    }
}
