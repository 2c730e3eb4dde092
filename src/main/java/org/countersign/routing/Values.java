package org.countersign.routing;

/** The values of one field that a condition lets through. Both sides of an operation are of the same kind. */
sealed interface Values permits Spans, Words {

    Values and(Values other);

    Values not();

    boolean isEmpty();

    boolean contains(Values other);

    boolean meets(Values other);
}
