package org.countersign.routing;

import java.util.List;

/** What must hold of one fact; fields are named as in rule text. */
public sealed interface Condition {

    /** {@code field op literal}. */
    record Comparison(String field, Operator operator, Literal literal) implements Condition {}

    /** {@code field in (…)} or {@code field not in (…)}. */
    record Membership(String field, boolean negated, List<Literal> literals) implements Condition {
        public Membership {
            literals = List.copyOf(literals);
        }
    }

    /** All parts hold: {@code &&}. */
    record AllOf(List<Condition> parts) implements Condition {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    /** At least one part holds: {@code ||}. */
    record AnyOf(List<Condition> parts) implements Condition {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    /** The part does not hold: {@code !(…)}. */
    record Not(Condition part) implements Condition {}
}
