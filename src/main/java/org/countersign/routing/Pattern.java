package org.countersign.routing;

import java.util.List;

/** What must hold of one fact: all of {@code conditions}; none means that the pattern always holds. */
public record Pattern(FactType fact, List<Condition> conditions) {

    public Pattern {
        conditions = List.copyOf(conditions);
    }
}
