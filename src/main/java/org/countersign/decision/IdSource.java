package org.countersign.decision;

/** Gives time-ordered unique ids (UUID version 7, RFC 9562), so that new rows land beside each other in an index. */
public interface IdSource {

    String next();
}
