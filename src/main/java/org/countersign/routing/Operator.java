package org.countersign.routing;

import java.util.Arrays;
import java.util.Optional;

/** How a field is compared with a literal. */
public enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    MORE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    /** As written in rule text. */
    public String symbol() {
        return symbol;
    }

    /** Whether it needs an order, which only numbers have. */
    boolean isOrdering() {
        return this != EQUAL && this != NOT_EQUAL;
    }

    static Optional<Operator> of(String symbol) {
        return Arrays.stream(values()).filter(o -> o.symbol.equals(symbol)).findFirst();
    }
}
